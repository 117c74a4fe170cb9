export { load } from "./load.js";
export * from "./public.js";
