/**
 * What a bundler or a runtime makes of the file: its URL, often a relative one, or a compiled
 * module. See the README, "Where the module comes from".
 */
// biome-ignore lint/suspicious/noExplicitAny: it depends on the bundler
declare const module: any;
export default module;
