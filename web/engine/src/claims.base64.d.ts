/** The module in base64. The build makes claims.base64.js. */
declare const base64: string;
export default base64;
