// <claims-preview> in React's JSX. Importing "@claimsmith/preview/react" defines the element, too.

import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { ClaimsPreviewElement, PreviewChange, PreviewSave } from "./claims-preview.js";

/** What it takes in JSX: its properties, and React's own. */
export interface ClaimsPreviewProps
  extends DetailedHTMLProps<HTMLAttributes<ClaimsPreviewElement>, ClaimsPreviewElement>,
    Partial<
      Pick<
        ClaimsPreviewElement,
        "config" | "saved" | "session" | "state" | "workerUrl" | "moduleUrl"
      >
    > {
  audience?: string | readonly string[];
  onchange?: (event: CustomEvent<PreviewChange>) => void;
  onsave?: (event: CustomEvent<PreviewSave>) => void;
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "claims-preview": ClaimsPreviewProps;
    }
  }
}
