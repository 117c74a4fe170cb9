// What importing takes of a page, for servers that render a dashboard and have none: there the
// import defines no element and does nothing. The build puts these in the globals' place.

const page = globalThis as unknown as {
  HTMLElement?: typeof HTMLElement;
  document?: Document;
  customElements?: CustomElementRegistry;
};

const HTMLElementOrNone = page.HTMLElement ?? (class {} as typeof HTMLElement);
const documentOrNone = page.document ?? ({ createTreeWalker() {} } as unknown as Document);
const customElementsOrNone =
  page.customElements ?? ({ get() {}, define() {} } as unknown as CustomElementRegistry);

export {
  customElementsOrNone as customElements,
  documentOrNone as document,
  HTMLElementOrNone as HTMLElement,
};
