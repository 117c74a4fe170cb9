// For workerd: the calls as a request's body, the results as the response's.

import { load } from "@claimsmith/engine";
import { answers } from "./answers.mjs";

const engine = load();

export default {
  async fetch(request) {
    return new Response(answers(await engine, await request.text()));
  },
};
