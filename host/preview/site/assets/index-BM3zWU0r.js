const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["./connection-DKoohLX6.js","./connection-ChyHdvhT.css"])))=>i.map(i=>d[i]);
var e=class extends Error{name=`EngineError`;code;constructor(e,t,n){super(t,n),this.code=e}},t=class extends Error{name=`PolicyError`;code;problems;token;bytes;limit;text;constructor(e,t){let{code:n,problems:r=[],token:i,bytes:a,limit:o}=e,[s,...c]=r;super(`${n}: ${s?.path?`${s.path}: `:``}${s?.message??e.message}`+(c.length>0?` (and ${c.length} more)`:``)),this.code=n,this.problems=r,this.token=i,this.bytes=a,this.limit=o,this.text=t}},n={major:1,minor:0},r={"abi-version":0,_initialize:0,cabi_realloc:4,evaluate:6,explain:6,validate:2,describe:0,cabi_post_evaluate:1,cabi_post_explain:1,cabi_post_validate:1,cabi_post_describe:1},i=new TextEncoder,a=new TextDecoder(`utf-8`,{fatal:!0,ignoreBOM:!0}),o=class{version;#e;#t;#n;#r=0;#i=0;constructor({exports:e}){if(!(e.memory instanceof WebAssembly.Memory))throw c(`memory`);s(e,`abi-version`),`_initialize`in e&&s(e,`_initialize`);let t=e;t._initialize?.();let i=t[`abi-version`]();this.version={major:i>>>16,minor:i&65535};let{major:a,minor:o}=n;if(this.version.major!==a||this.version.minor<o)throw l(`it speaks version ${this.version.major}.${this.version.minor} of the contract, this package needs ${a}.${o} or a later ${a}.x`);for(let t of Object.keys(r))s(e,t);this.#e=t,this.#t=new Uint8Array(t.memory.buffer),this.#n=new DataView(t.memory.buffer)}get bytes(){return this.#o().length}call(e,t){let[n,r,i,a,o,s]=this.#s(t),c=this.#e[e],l=c(n,r,i,a,o,s)>>>0,u=this.#c(e,l);return this.#a||this.#e[`cabi_post_${e}`](l),u}get#a(){return this.version.minor>0}#o(){return this.#t.length===0&&(this.#t=new Uint8Array(this.#e.memory.buffer),this.#n=new DataView(this.#e.memory.buffer)),this.#t}#s(e){let t=[0,0,0,0,0,0],n=0;for(let t of e)n+=typeof t==`string`?3*t.length:t.length;(n>this.#i||!this.#a)&&(this.#r=n>0?this.#e.cabi_realloc(0,0,1,n)>>>0:0,this.#i=n);let r=this.#r,a=this.#o();if(r+n>a.length)throw RangeError(`The room is outside of the memory.`);let o=0;for(let n of e){let e=n.length;typeof n==`string`?e=i.encodeInto(n,a.subarray(r)).written:a.set(n,r),t[o++]=r,t[o++]=e,r+=e}return t}#c(e,t){let n=this.#o(),r=this.#n,i=e!==`describe`,o=i?r.getUint8(t):0;if(o>1)throw TypeError(`The tag of the result is ${o}.`);let s=i?t+4:t,c=r.getUint32(s,!0),l=c+r.getUint32(s+4,!0);if(l>n.length)throw RangeError(`The text is outside of the memory.`);return{ok:o===0,text:a.decode(n.subarray(c,l))}}};function s(e,t){let n=e[t];if(typeof n!=`function`)throw c(t);if(n.length!==r[t])throw l(`its ${t} has another signature`)}function c(e){return l(`it exports no ${e}`)}function l(t){return new e(`incompatible_module`,`The module cannot be run: ${t}.`)}function u(e,t){return typeof t==`string`||te(t)?t:f(e,t)}function d(e){if(typeof e==`string`)return JSON.stringify(e);let t=e??[];if(!Array.isArray(t))throw TypeError(`The audience is ${typeof t}; it is a string or an array of strings.`);return t.length>0?JSON.stringify(t):`""`}function f(e,t){let n=JSON.stringify(t);if(n===void 0)throw TypeError(`The ${e} is ${typeof t}, which JSON cannot hold.`);return n}var p=new TextEncoder,m=4096;function h(e,t,n=0){if(typeof e==`string`){if(e.length<=m)return e.isWellFormed()?e:ee(e);let r=t?.(n);return _(ee(_(e,r)),r)}if(!te(e))throw TypeError(`A JSON text is a string or a Uint8Array.`);return e.length<=m?e:_(e,t?.(n))}function g(e){return typeof e==`string`?p.encode(e):new Uint8Array(e)}function _(e,t=1/0){return e.length>t?e.slice(0,t+1):e}function ee(e){let t=p.encode(e);if(e.isWellFormed())return t;let n=0,r=0;for(let{0:i,index:a}of e.matchAll(/\p{Surrogate}/gu)){r+=p.encode(e.slice(n,a)).length;let o=i.charCodeAt(0);t.set([237,128|o>>6&63,128|o&63],r),n=a+1,r+=3}return t}function te(e){return e instanceof Uint8Array||v(`Uint8Array`,e)}function v(e,t){return Object.prototype.toString.call(t)===`[object ${e}]`}var ne=2<<20,y=class{abiVersion;digest;raw={evaluate:(e,t,n)=>this.#a(`evaluate`,[e,t,n]),explain:(e,t,n)=>this.#a(`explain`,[e,t,n]),validate:e=>this.#a(`validate`,[e]),describe:()=>this.#a(`describe`,[])};#e;#t;#n;constructor(e,t,n){this.#e=e,this.#t=t,this.abiVersion=t.version,this.digest=n}evaluate(e,t,n){return b(this.#r(u(`config`,e),t,n))}tryEvaluate(e,t,n){return this.#r(u(`config`,e),t,n)}explain(e,t,n){return this.#i(u(`config`,e),t,n)}validate(e){return this.#o(`validate`,this.raw.validate(u(`config`,e)))}describe(){return this.#o(`describe`,this.raw.describe())}policy(e){let t=u(`config`,e),{decisions:n}=this.#i(t,{},``),r=g(t),i=e=>n.filter(t=>t.token===e).map(e=>e.claim);return{evaluate:(e,t)=>b(this.#r(r,e,t)),tryEvaluate:(e,t)=>this.#r(r,e,t),explain:(e,t)=>this.#i(r,e,t),raw:{evaluate:(e,t)=>this.#a(`evaluate`,[r,e,t]),explain:(e,t)=>this.#a(`explain`,[r,e,t])},claimNames:{access_token:i(`access_token`),id_token:i(`id_token`)}}}#r(e,t,n){let r=[e,u(`session`,t),d(n)],i=this.#a(`evaluate`,r),a=this.#o(`evaluate`,i);return i.ok?{ok:!0,outcome:a}:{ok:!1,error:a}}#i(e,n,r){let i=[e,u(`session`,n),d(r)],a=this.#o(`explain`,this.#a(`explain`,i));if(a instanceof t)throw a;return a}#a(e,t){let n=[];for(let e of t)n.push(h(e,this.#c,n.length));try{this.#t??=new o(new WebAssembly.Instance(this.#e,{}));let t=this.#t.call(e,n);if(!(t.text.length>1&&t.text.startsWith(`{`)&&t.text.endsWith(`}`)))throw TypeError(`The text is no JSON object.`);return t.ok||re(t.text),this.#t.bytes>ne&&(this.#t=void 0),t}catch(t){throw this.#s(e,t)}}#o(e,{ok:n,text:r}){if(!n)return new t(re(r),r);try{return JSON.parse(r)}catch(t){throw this.#s(e,t)}}#s(t,n){return this.#t=void 0,new e(`crashed`,`The module's instance crashed in ${t}: ${n}`,{cause:n})}#c=e=>{if(!this.#n){let e=this.describe().limits??{};this.#n=[e.config_bytes,e.session_bytes,e.audience_bytes]}return this.#n[e]}};function b(e){if(!e.ok)throw e.error;return e.outcome}function re(e){let{error:t}=JSON.parse(e);if(typeof t?.code!=`string`)throw TypeError(`The text is no failure.`);return t}async function ie(t){let n=v(`WebAssembly.Module`,t)?void 0:await oe(t),r=n?await ae(n):t;try{let[e]=WebAssembly.Module.imports(r);if(e)throw l(`it imports ${e.module}.${e.name}, and it must import nothing`);return new y(r,new o(await WebAssembly.instantiate(r,{})),n&&await le(n))}catch(t){throw t instanceof e?t:new e(`crashed`,`The module crashed at its start: ${t}`,{cause:t})}}async function ae(t){try{return await WebAssembly.compile(t)}catch(t){let n=Uint8Array.of(0,97,115,109,1,0,0,0);throw await globalThis.WebAssembly?.compile(n).catch(()=>{})?new e(`invalid_module`,`This is no WebAssembly module: ${t}`,{cause:t}):new e(`compilation_forbidden`,`No WebAssembly can be compiled here: ${t}. A page's Content-Security-Policy must have 'wasm-unsafe-eval' in its script-src. On an edge runtime give load a precompiled module: import module from "@claimsmith/engine/claims.wasm".`,{cause:t})}}async function oe(t){if(te(t))return new Uint8Array(t);if(v(`ArrayBuffer`,t))return t.slice();try{let e=typeof t==`string`||v(`URL`,t);if(e){let e=se(String(t));if(e)return await e.read()}let n=await(e?fetch(String(t)):t);if(!n.ok)throw Error(`${n.url||`the response`} has the status ${n.status}`);return await n.arrayBuffer()}catch(t){throw new e(`unreadable_module`,`The module cannot be read: ${t}`,{cause:t})}}function se(e){let t=ce.process?.getBuiltinModule?.(`node:fs`);if(!t)return;let n=/^[a-z][a-z\d+.-]+:/i.test(e);if(!n||e.startsWith(`file:`))return{read:()=>t.promises.readFile(n?new URL(e):e)}}var ce=globalThis;async function le(e){try{let t=await globalThis.crypto?.subtle?.digest(`SHA-256`,e);return t&&Array.from(new Uint8Array(t),e=>e.toString(16).padStart(2,`0`)).join(``)}catch{return}}async function ue(t){if(t!==void 0)return ie(t);try{return await ie(new URL(new URL(`claims.wasm`,import.meta.url).href,``+import.meta.url))}catch(t){if(t.code!==`unreadable_module`)throw t;let{message:n,cause:r}=t;throw new e(`unreadable_module`,`${n}. Was the package bundled? Then its claims.wasm was left behind: import @claimsmith/engine/inline, which has it inside, or give load the file's URL.`,{cause:r})}}function de(e,t=!1){let n=e.length,r=0,i=``,a=0,o=16,s=0,c=0,l=0,u=0,d=0;function f(t,n){let i=0,a=0;for(;i<t||!n;){let t=e.charCodeAt(r);if(t>=48&&t<=57)a=a*16+t-48;else if(t>=65&&t<=70)a=a*16+t-65+10;else if(t>=97&&t<=102)a=a*16+t-97+10;else break;r++,i++}return i<t&&(a=-1),a}function p(e){r=e,i=``,a=0,o=16,d=0}function m(){let t=r;if(e.charCodeAt(r)===48)r++;else for(r++;r<e.length&&S(e.charCodeAt(r));)r++;if(r<e.length&&e.charCodeAt(r)===46){if(r++,r<e.length&&S(e.charCodeAt(r)))for(r++;r<e.length&&S(e.charCodeAt(r));)r++;else return d=3,e.substring(t,r)}let n=r;if(r<e.length&&(e.charCodeAt(r)===69||e.charCodeAt(r)===101)){if(r++,(r<e.length&&e.charCodeAt(r)===43||e.charCodeAt(r)===45)&&r++,r<e.length&&S(e.charCodeAt(r))){for(r++;r<e.length&&S(e.charCodeAt(r));)r++;n=r}else d=3}return e.substring(t,n)}function h(){let t=``,i=r;for(;;){if(r>=n){t+=e.substring(i,r),d=2;break}let a=e.charCodeAt(r);if(a===34){t+=e.substring(i,r),r++;break}if(a===92){if(t+=e.substring(i,r),r++,r>=n){d=2;break}switch(e.charCodeAt(r++)){case 34:t+=`"`;break;case 92:t+=`\\`;break;case 47:t+=`/`;break;case 98:t+=`\b`;break;case 102:t+=`\f`;break;case 110:t+=`
`;break;case 114:t+=`\r`;break;case 116:t+=`	`;break;case 117:let e=f(4,!0);e>=0?t+=String.fromCharCode(e):d=4;break;default:d=5}i=r}else{if(a>=0&&a<=31){if(x(a)){t+=e.substring(i,r),d=2;break}d=6}r++}}return t}function g(){if(i=``,d=0,a=r,c=s,u=l,r>=n)return a=n,o=17;let t=e.charCodeAt(r);if(fe(t)){do r++,i+=String.fromCharCode(t),t=e.charCodeAt(r);while(fe(t));return o=15}if(x(t))return r++,i+=String.fromCharCode(t),t===13&&e.charCodeAt(r)===10&&(r++,i+=`
`),s++,l=r,o=14;switch(t){case 123:return r++,o=1;case 125:return r++,o=2;case 91:return r++,o=3;case 93:return r++,o=4;case 58:return r++,o=6;case 44:return r++,o=5;case 34:return r++,i=h(),o=10;case 47:let c=r-1;if(e.charCodeAt(r+1)===47){for(r+=2;r<n&&!x(e.charCodeAt(r));)r++;return i=e.substring(c,r),o=12}if(e.charCodeAt(r+1)===42){r+=2;let t=n-1,a=!1;for(;r<t;){let t=e.charCodeAt(r);if(t===42&&e.charCodeAt(r+1)===47){r+=2,a=!0;break}r++,x(t)&&(t===13&&e.charCodeAt(r)===10&&r++,s++,l=r)}return a||(r++,d=1),i=e.substring(c,r),o=13}return i+=String.fromCharCode(t),r++,o=16;case 45:if(i+=String.fromCharCode(t),r++,r===n||!S(e.charCodeAt(r)))return o=16;case 48:case 49:case 50:case 51:case 52:case 53:case 54:case 55:case 56:case 57:return i+=m(),o=11;default:for(;r<n&&_(t);)r++,t=e.charCodeAt(r);if(a!==r){switch(i=e.substring(a,r),i){case`true`:return o=8;case`false`:return o=9;case`null`:return o=7}return o=16}return i+=String.fromCharCode(t),r++,o=16}}function _(e){if(fe(e)||x(e))return!1;switch(e){case 125:case 93:case 123:case 91:case 34:case 58:case 44:case 47:return!1}return!0}function ee(){let e;do e=g();while(e>=12&&e<=15);return e}return{setPosition:p,getPosition:()=>r,scan:t?ee:g,getToken:()=>o,getTokenValue:()=>i,getTokenOffset:()=>a,getTokenLength:()=>r-a,getTokenStartLine:()=>c,getTokenStartCharacter:()=>a-u,getTokenError:()=>d}}function fe(e){return e===32||e===9}function x(e){return e===10||e===13}function S(e){return e>=48&&e<=57}var pe;(function(e){e[e.lineFeed=10]=`lineFeed`,e[e.carriageReturn=13]=`carriageReturn`,e[e.space=32]=`space`,e[e._0=48]=`_0`,e[e._1=49]=`_1`,e[e._2=50]=`_2`,e[e._3=51]=`_3`,e[e._4=52]=`_4`,e[e._5=53]=`_5`,e[e._6=54]=`_6`,e[e._7=55]=`_7`,e[e._8=56]=`_8`,e[e._9=57]=`_9`,e[e.a=97]=`a`,e[e.b=98]=`b`,e[e.c=99]=`c`,e[e.d=100]=`d`,e[e.e=101]=`e`,e[e.f=102]=`f`,e[e.g=103]=`g`,e[e.h=104]=`h`,e[e.i=105]=`i`,e[e.j=106]=`j`,e[e.k=107]=`k`,e[e.l=108]=`l`,e[e.m=109]=`m`,e[e.n=110]=`n`,e[e.o=111]=`o`,e[e.p=112]=`p`,e[e.q=113]=`q`,e[e.r=114]=`r`,e[e.s=115]=`s`,e[e.t=116]=`t`,e[e.u=117]=`u`,e[e.v=118]=`v`,e[e.w=119]=`w`,e[e.x=120]=`x`,e[e.y=121]=`y`,e[e.z=122]=`z`,e[e.A=65]=`A`,e[e.B=66]=`B`,e[e.C=67]=`C`,e[e.D=68]=`D`,e[e.E=69]=`E`,e[e.F=70]=`F`,e[e.G=71]=`G`,e[e.H=72]=`H`,e[e.I=73]=`I`,e[e.J=74]=`J`,e[e.K=75]=`K`,e[e.L=76]=`L`,e[e.M=77]=`M`,e[e.N=78]=`N`,e[e.O=79]=`O`,e[e.P=80]=`P`,e[e.Q=81]=`Q`,e[e.R=82]=`R`,e[e.S=83]=`S`,e[e.T=84]=`T`,e[e.U=85]=`U`,e[e.V=86]=`V`,e[e.W=87]=`W`,e[e.X=88]=`X`,e[e.Y=89]=`Y`,e[e.Z=90]=`Z`,e[e.asterisk=42]=`asterisk`,e[e.backslash=92]=`backslash`,e[e.closeBrace=125]=`closeBrace`,e[e.closeBracket=93]=`closeBracket`,e[e.colon=58]=`colon`,e[e.comma=44]=`comma`,e[e.dot=46]=`dot`,e[e.doubleQuote=34]=`doubleQuote`,e[e.minus=45]=`minus`,e[e.openBrace=123]=`openBrace`,e[e.openBracket=91]=`openBracket`,e[e.plus=43]=`plus`,e[e.slash=47]=`slash`,e[e.formFeed=12]=`formFeed`,e[e.tab=9]=`tab`})(pe||={}),Array(20).fill(0).map((e,t)=>` `.repeat(t));var C=200;Array(C).fill(0).map((e,t)=>`
`+` `.repeat(t)),Array(C).fill(0).map((e,t)=>`\r`+` `.repeat(t)),Array(C).fill(0).map((e,t)=>`\r
`+` `.repeat(t)),Array(C).fill(0).map((e,t)=>`
`+`	`.repeat(t)),Array(C).fill(0).map((e,t)=>`\r`+`	`.repeat(t)),Array(C).fill(0).map((e,t)=>`\r
`+`	`.repeat(t));var me;(function(e){e.DEFAULT={allowTrailingComma:!1}})(me||={});function he(e,t){let n=[],r={},i,a={value:{},offset:0,length:0,type:`object`,parent:void 0},o=!1;function s(e,t,n,r){a.value=e,a.offset=t,a.length=n,a.type=r,a.colonOffset=void 0,i=a}try{ye(e,{onObjectBegin:(e,a)=>{if(t<=e)throw r;i=void 0,o=t>e,n.push(``)},onObjectProperty:(e,i,a)=>{if(t<i||(s(e,i,a,`property`),n[n.length-1]=e,t<=i+a))throw r},onObjectEnd:(e,a)=>{if(t<=e)throw r;i=void 0,n.pop()},onArrayBegin:(e,a)=>{if(t<=e)throw r;i=void 0,n.push(0)},onArrayEnd:(e,a)=>{if(t<=e)throw r;i=void 0,n.pop()},onLiteralValue:(e,n,i)=>{if(t<n||(s(e,n,i,be(e)),t<=n+i))throw r},onSeparator:(e,a,s)=>{if(t<=a)throw r;if(e===`:`&&i&&i.type===`property`)i.colonOffset=a,o=!1,i=void 0;else if(e===`,`){let e=n[n.length-1];typeof e==`number`?n[n.length-1]=e+1:(o=!0,n[n.length-1]=``),i=void 0}}})}catch(e){if(e!==r)throw e}return{path:n,previousNode:i,isAtPropertyKey:o,matches:e=>{let t=0;for(let r=0;t<e.length&&r<n.length;r++)if(e[t]===n[r]||e[t]===`*`)t++;else if(e[t]!==`**`)return!1;return t===e.length}}}function ge(e,t=[],n=me.DEFAULT){let r={type:`array`,offset:-1,length:-1,children:[],parent:void 0};function i(e){r.type===`property`&&(r.length=e-r.offset,r=r.parent)}function a(e){return r.children.push(e),e}ye(e,{onObjectBegin:e=>{r=a({type:`object`,offset:e,length:-1,parent:r,children:[]})},onObjectProperty:(e,t,n)=>{r=a({type:`property`,offset:t,length:-1,parent:r,children:[]}),r.children.push({type:`string`,value:e,offset:t,length:n,parent:r})},onObjectEnd:(e,t)=>{i(e+t),r.length=e+t-r.offset,r=r.parent,i(e+t)},onArrayBegin:(e,t)=>{r=a({type:`array`,offset:e,length:-1,parent:r,children:[]})},onArrayEnd:(e,t)=>{r.length=e+t-r.offset,r=r.parent,i(e+t)},onLiteralValue:(e,t,n)=>{a({type:be(e),offset:t,length:n,parent:r,value:e}),i(t+n)},onSeparator:(e,t,n)=>{r.type===`property`&&(e===`:`?r.colonOffset=t:e===`,`&&i(t))},onError:(e,n,r)=>{t.push({error:e,offset:n,length:r})}},n);let o=r.children[0];return o&&delete o.parent,o}function _e(e,t){if(!e)return;let n=e;for(let e of t)if(typeof e==`string`){if(n.type!==`object`||!Array.isArray(n.children))return;let t=!1;for(let r of n.children)if(Array.isArray(r.children)&&r.children[0].value===e&&r.children.length===2){n=r.children[1],t=!0;break}if(!t)return}else{let t=e;if(n.type!==`array`||t<0||!Array.isArray(n.children)||t>=n.children.length)return;n=n.children[t]}return n}function ve(e){switch(e.type){case`array`:return e.children.map(ve);case`object`:let t=Object.create(null);for(let n of e.children){let e=n.children[1];e&&(t[n.children[0].value]=ve(e))}return t;case`null`:case`string`:case`number`:case`boolean`:return e.value;default:return}}function ye(e,t,n=me.DEFAULT){let r=de(e,!1),i=[],a=0;function o(e){return e?()=>a===0&&e(r.getTokenOffset(),r.getTokenLength(),r.getTokenStartLine(),r.getTokenStartCharacter()):()=>!0}function s(e){return e?t=>a===0&&e(t,r.getTokenOffset(),r.getTokenLength(),r.getTokenStartLine(),r.getTokenStartCharacter()):()=>!0}function c(e){return e?t=>a===0&&e(t,r.getTokenOffset(),r.getTokenLength(),r.getTokenStartLine(),r.getTokenStartCharacter(),()=>i.slice()):()=>!0}function l(e){return e?()=>{a>0?a++:e(r.getTokenOffset(),r.getTokenLength(),r.getTokenStartLine(),r.getTokenStartCharacter(),()=>i.slice())===!1&&(a=1)}:()=>!0}function u(e){return e?()=>{a>0&&a--,a===0&&e(r.getTokenOffset(),r.getTokenLength(),r.getTokenStartLine(),r.getTokenStartCharacter())}:()=>!0}let d=l(t.onObjectBegin),f=c(t.onObjectProperty),p=u(t.onObjectEnd),m=l(t.onArrayBegin),h=u(t.onArrayEnd),g=c(t.onLiteralValue),_=s(t.onSeparator),ee=o(t.onComment),te=s(t.onError),v=n&&n.disallowComments,ne=n&&n.allowTrailingComma;function y(){for(;;){let e=r.scan();switch(r.getTokenError()){case 4:b(14);break;case 5:b(15);break;case 3:b(13);break;case 1:v||b(11);break;case 2:b(12);break;case 6:b(16)}switch(e){case 12:case 13:v?b(10):ee();break;case 16:b(1);break;case 15:case 14:break;default:return e}}}function b(e,t=[],n=[]){if(te(e),t.length+n.length>0){let e=r.getToken();for(;e!==17;){if(t.indexOf(e)!==-1){y();break}if(n.indexOf(e)!==-1)break;e=y()}}}function re(e){let t=r.getTokenValue();return e?g(t):(f(t),i.push(t)),y(),!0}function ie(){switch(r.getToken()){case 11:let e=r.getTokenValue(),t=Number(e);isNaN(t)&&(b(2),t=0),g(t);break;case 7:g(null);break;case 8:g(!0);break;case 9:g(!1);break;default:return!1}return y(),!0}function ae(){return r.getToken()===10?(re(!1),r.getToken()===6?(_(`:`),y(),ce()||b(4,[],[2,5])):b(5,[],[2,5]),i.pop(),!0):(b(3,[],[2,5]),!1)}function oe(){d(),y();let e=!1;for(;r.getToken()!==2&&r.getToken()!==17;){if(r.getToken()===5){if(e||b(4,[],[]),_(`,`),y(),r.getToken()===2&&ne)break}else e&&b(6,[],[]);ae()||b(4,[],[2,5]),e=!0}return p(),r.getToken()===2?y():b(7,[2],[]),!0}function se(){m(),y();let e=!0,t=!1;for(;r.getToken()!==4&&r.getToken()!==17;){if(r.getToken()===5){if(t||b(4,[],[]),_(`,`),y(),r.getToken()===4&&ne)break}else t&&b(6,[],[]);e?(i.push(0),e=!1):i[i.length-1]++,ce()||b(4,[],[4,5]),t=!0}return h(),e||i.pop(),r.getToken()===4?y():b(8,[4],[]),!0}function ce(){switch(r.getToken()){case 3:return se();case 1:return oe();case 10:return re(!0);default:return ie()}}return y(),r.getToken()===17?n.allowEmptyContent?!0:(b(4,[],[]),!1):ce()?(r.getToken()!==17&&b(9,[],[]),!0):(b(4,[],[]),!1)}function be(e){switch(typeof e){case`boolean`:return`boolean`;case`number`:return`number`;case`string`:return`string`;case`object`:if(e){if(Array.isArray(e))return`array`}else return`null`;return`object`;default:return`null`}}var xe;(function(e){e[e.None=0]=`None`,e[e.UnexpectedEndOfComment=1]=`UnexpectedEndOfComment`,e[e.UnexpectedEndOfString=2]=`UnexpectedEndOfString`,e[e.UnexpectedEndOfNumber=3]=`UnexpectedEndOfNumber`,e[e.InvalidUnicode=4]=`InvalidUnicode`,e[e.InvalidEscapeCharacter=5]=`InvalidEscapeCharacter`,e[e.InvalidCharacter=6]=`InvalidCharacter`})(xe||={});var Se;(function(e){e[e.OpenBraceToken=1]=`OpenBraceToken`,e[e.CloseBraceToken=2]=`CloseBraceToken`,e[e.OpenBracketToken=3]=`OpenBracketToken`,e[e.CloseBracketToken=4]=`CloseBracketToken`,e[e.CommaToken=5]=`CommaToken`,e[e.ColonToken=6]=`ColonToken`,e[e.NullKeyword=7]=`NullKeyword`,e[e.TrueKeyword=8]=`TrueKeyword`,e[e.FalseKeyword=9]=`FalseKeyword`,e[e.StringLiteral=10]=`StringLiteral`,e[e.NumericLiteral=11]=`NumericLiteral`,e[e.LineCommentTrivia=12]=`LineCommentTrivia`,e[e.BlockCommentTrivia=13]=`BlockCommentTrivia`,e[e.LineBreakTrivia=14]=`LineBreakTrivia`,e[e.Trivia=15]=`Trivia`,e[e.Unknown=16]=`Unknown`,e[e.EOF=17]=`EOF`})(Se||={});var Ce=he,we=ge,Te=_e,Ee=ve,De;(function(e){e[e.InvalidSymbol=1]=`InvalidSymbol`,e[e.InvalidNumberFormat=2]=`InvalidNumberFormat`,e[e.PropertyNameExpected=3]=`PropertyNameExpected`,e[e.ValueExpected=4]=`ValueExpected`,e[e.ColonExpected=5]=`ColonExpected`,e[e.CommaExpected=6]=`CommaExpected`,e[e.CloseBraceExpected=7]=`CloseBraceExpected`,e[e.CloseBracketExpected=8]=`CloseBracketExpected`,e[e.EndOfFileExpected=9]=`EndOfFileExpected`,e[e.InvalidCommentToken=10]=`InvalidCommentToken`,e[e.UnexpectedEndOfComment=11]=`UnexpectedEndOfComment`,e[e.UnexpectedEndOfString=12]=`UnexpectedEndOfString`,e[e.UnexpectedEndOfNumber=13]=`UnexpectedEndOfNumber`,e[e.InvalidUnicode=14]=`InvalidUnicode`,e[e.InvalidEscapeCharacter=15]=`InvalidEscapeCharacter`,e[e.InvalidCharacter=16]=`InvalidCharacter`})(De||={});var Oe={disallowComments:!0,allowTrailingComma:!1,allowEmptyContent:!1},ke=1<<18,w=class e{text;root;constructor(e,t){this.text=e,this.root=t}static read(t,n=ke){if(t.length>n)return;let r=[];try{let n=we(t,r,Oe);return n&&r.length===0?new e(t,n):void 0}catch{return}}node(e){return Te(this.root,e)}at(e){return this.node(this.path(e))}path(e){let t=[],n=this.root;for(let r of je(e)){let e=n?.type===`array`&&/^(?:0|[1-9]\d*)$/.test(r);t.push(e?Number(r):r),n=this.node(t)}return t}string(e){let t=this.node(e);return t?.type===`string`?String(t.value):void 0}canSet(e){for(let t=0;t<e.length;t++){let n=this.node(e.slice(0,t));if(!n)return!0;if(n.type!==`object`)return!1}return!0}raw(e){return this.text.slice(e.offset,e.offset+e.length)}value(e){let t=this.node(e);return t&&Ee(t)}set(e,t){let n=this.root;for(let[r,i]of e.entries()){let a=Te(n,[i]);if(a)n=a;else return t===void 0?this.text:this.#t(n,i,Ae(e,r,t))}if(t===void 0)return this.remove(n);let r=this.#n(n)?this.#a(n):void 0;return this.replace(n,this.#r(t,r))}append(e,t){let n=this.node(e);return n?.type===`array`?this.#t(n,n.children?.length??0,t):this.set(e,[t])}remove(e){let{parent:t}=e;if(!t)throw TypeError(`A document cannot be removed from itself.`);if(t.type===`property`)return this.remove(t);let n=t.children??[],r=n.indexOf(e),[i,a]=[n[r-1],n[r+1]];return a?this.#e(e.offset,a.offset,``):i?this.#e(T(i),T(e),``):this.#e(t.offset+1,T(t)-1,``)}swap(e,t){let[n,r]=e.offset<t.offset?[e,t]:[t,e];return this.text.slice(0,n.offset)+this.raw(r)+this.text.slice(T(n),r.offset)+this.raw(n)+this.text.slice(T(r))}replace(e,t){return this.#e(e.offset,T(e),t)}#e(e,t,n){return this.text.slice(0,e)+n+this.text.slice(t)}#t(e,t,n){let r=e.children??[];if(!(e.type===`array`?t===r.length:typeof t==`string`)||e.type!==`array`&&e.type!==`object`)throw TypeError(`No place ${t} can be made in something of type ${e.type}.`);let i=e.type===`array`?``:JSON.stringify(t)+this.#i(),a=r.at(-1);if(!a){let t=this.#n(e)?this.#a(e):void 0,r=t&&t+this.#o(),a=(r??``)+i+this.#r(n,r)+(t??``);return this.#e(e.offset+1,T(e)-1,a)}let o=this.text.slice(e.offset+1,a.offset),s=o.slice(o.trimEnd().length),c=this.#a(a),l=s.includes(`
`),u=r.length>1?s:this.#i().slice(1),d=e.type===`array`&&a.children?.length?this.#n(a):l,f=i+this.#r(n,d?c:void 0);return this.#e(T(a),T(a),`,${l?c:u}${f}`)}#n(e){return e.children?.length?this.raw(e).includes(`
`):e===this.root||this.text.trimEnd().includes(`
`)}#r(e,t){return t===void 0?this.#i()===`:`?JSON.stringify(e):JSON.stringify(e,null,1).replace(/\n */g,` `):JSON.stringify(e,null,this.#o()).replaceAll(`
`,t)}#i(){let[e,t]=this.root.children?.[0]?.children??[];return e&&t&&T(e)+1===t.offset?`:`:`: `}#a(e){let t=this.text.lastIndexOf(`
`,e.offset)+1,n=/^[ \t]*/.exec(this.text.slice(t,e.offset))?.[0]??``;return(this.text.includes(`\r
`)?`\r
`:`
`)+n}#o(){return/\n([ \t]+)\S/.exec(this.text)?.[1]??`  `}};function T(e){return e.offset+e.length}function Ae(e,t,n){return e.slice(t+1).reduceRight((e,t)=>typeof t==`number`?[e]:{[t]:e},n)}function je(e){return e===``?[]:e.slice(1).split(`/`).map(e=>e.replaceAll(`~1`,`/`).replaceAll(`~0`,`~`))}function Me(e){return e.map(e=>`/${String(e).replaceAll(`~`,`~0`).replaceAll(`/`,`~1`)}`).join(``)}function Ne(e,t){let n=0;for(let r=0;r<e.length;r++){let i=e.charCodeAt(r),a=i>=55296&&i<56320&&Pe(e.charCodeAt(r+1));if(n+=i<128?1:i<2048?2:a?4:3,n>t)return r;a&&r++}return e.length}function Pe(e){return e>=56320&&e<57344}function Fe(e){let t=[],n=``,r=0,i=e.match(/"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s{}[\],:"]+/gs)??[];for(let e=0;e<i.length;e++){let a=i[e]??``,o=i[e+1];if(a===`{`||a===`[`){if(n+=a,o===`}`||o===`]`)continue;r++}else if(a===`}`||a===`]`){let o=i[e-1];if(o===`{`||o===`[`){n+=a;continue}n.trim()&&t.push(n),r--,n=`  `.repeat(r)+a;continue}else if(a===`,`)n+=a;else{n+=a===`:`?`: `:a;continue}t.push(n),n=`  `.repeat(r)}return n.trim()&&t.push(n),t}function Ie(e,t){let n=JSON.parse(t);if(!e){let{code:e,message:t,problems:r=[]}=n.error;return{failure:{code:e,message:t,problems:r}}}let{payload:r,warnings:i=[],logs:a=[],error:o}=n,s=n.decisions.filter(({source:e})=>e===`mapping`||e===`action`),c={},l={tokens:c,decisions:s,payload:r,warnings:i,logs:a,...o&&{error:o}},u=w.read(t,1/0);for(let e of[`access_token`,`id_token`,`userinfo`]){let t=u?.node([e,`claims`]);u&&t&&(c[e]=Le(u,t))}let d=u?.node([`saml`,`attributes`]);return u&&d&&(l.attributes=(d.children??[]).map((e,t)=>({name:n.saml.attributes[t].name,format:n.saml.attributes[t].name_format,type:n.saml.attributes[t].type,values:Re(u,e)}))),{reading:l}}function Le(e,t){return(t.children??[]).map(({children:[t,n]=[]})=>({name:String(t?.value),text:n?e.raw(n):``}))}function Re(e,t){return(t.children?.find(({children:e})=>e?.[0]?.value===`values`)?.children?.[1]?.children??[]).map(t=>e.raw(t))}function ze(e){let{digest:t}=e;return{description:e.describe(),...t!==void 0&&{digest:t}}}function Be(e,t,{state:n,otherMode:r}){let{config:i,saved:a,session:o}=n,s=JSON.stringify(n.audience.length===1?n.audience[0]:n.audience),c=t=>{let{ok:n,text:r}=e.raw.explain(t,o,s);return Ie(n,r)},l=c(i),u=He(e,t,o);return{edited:l,validation:JSON.parse(e.raw.validate(i).text),saved:a===i?l:c(a),...r!==void 0&&{otherMode:c(r)},...u!==void 0&&{bareRoot:u}}}var Ve=`claims_preview_probe`;function He(e,{expressions:t},n){return t.roots.find(r=>{let i=[{name:`https://claims.example/probe`,expression:r+t.separator+Ve}],a=JSON.stringify({access_token:{custom_claim_mappings:i}}),{ok:o,text:s}=e.raw.explain(a,n,`""`);return o&&JSON.parse(s).decisions[0]?.fix?.path===Me([Ve])})}function Ue(e){return e.includes(`\r`)?e.replace(/\r\n?/g,`
`):e}function We(e,t){return e.includes(`\r`)?Ue(e.slice(0,t)).length:t}var Ge=e=>e>=55296&&e<=56319,Ke=e=>e>=56320&&e<=57343;function qe(e,t){if(e===t)return;let n=Math.min(e.length,t.length),r=0;for(;r<n&&e.charCodeAt(r)===t.charCodeAt(r);)r++;let i=0;for(;i<n-r&&e.charCodeAt(e.length-1-i)===t.charCodeAt(t.length-1-i);)i++;return r>0&&Ge(e.charCodeAt(r-1))&&r--,i>0&&Ke(e.charCodeAt(e.length-i))&&i--,{from:r,to:e.length-i,insert:t.slice(r,t.length-i)}}function Je(e,t){let n=e.toLowerCase(),r=t===``?-1:n.indexOf(t.toLowerCase());if(!(r<0||n.length!==e.length))return{from:r,to:r+t.length}}function Ye(e,t){let n=1,r=0,i=e.indexOf(`
`);return t.map(t=>{for(;i>=0&&i<t;)n++,r=i+1,i=e.indexOf(`
`,r);return{line:n,column:Math.max(t-r,0)+1}})}var Xe=/[^\p{L}\p{M}\p{N}\p{P}\p{S} \n\t]|\p{Default_Ignorable_Code_Point}/gu;function E(e){return e.replace(Xe,Ze)}function Ze(e){return Array.from({length:e.length},(t,n)=>`\\u${e.charCodeAt(n).toString(16).padStart(4,`0`)}`).join(``)}var Qe=globalThis,$e=Qe.HTMLElement??class{},D=Qe.document??{createTreeWalker(){}},O=Qe.customElements??{get(){},define(){}},et=(function(){let e=typeof document<`u`&&document.createElement(`link`).relList;return e&&e.supports&&e.supports(`modulepreload`)?`modulepreload`:`preload`})(),tt=function(e,t){return new URL(e,t).href},nt={},rt=function(e){return e.pathname.endsWith(`.css`)},it=function(e,t,n){if(t in e)return e[t];let r=n();if(!r){e[t]=void 0;return}let i=r.then(()=>{e[t]=void 0},n=>{throw e[t]=void 0,n});return e[t]=i,i},at=function(e,t,n){let r=Promise.resolve();if(t&&t.length>0){let e,i=document.querySelector(`meta[property=csp-nonce]`),a=i?.nonce||i?.getAttribute(`nonce`);function o(e){return Promise.all(e.map(e=>Promise.resolve(e).then(e=>({status:`fulfilled`,value:e}),e=>({status:`rejected`,reason:e}))))}function s(e){return import.meta.resolve?new URL(import.meta.resolve(e)):new URL(e,import.meta.url)}r=o(t.map(t=>{t=tt(t,n);let r=s(t),i=rt(r);return it(nt,r.href,()=>{if(e===void 0){e={all:new Set,styles:new Set};let t=document.getElementsByTagName(`link`);for(let n=t.length-1;n>=0;n--){let r=t[n];e.all.add(r.href),r.rel===`stylesheet`&&e.styles.add(r.href)}}if((i?e.styles:e.all).has(r.href))return;let t=document.createElement(`link`);if(t.rel=i?`stylesheet`:et,i||(t.as=`script`),t.crossOrigin=``,t.href=r.href,a&&t.setAttribute(`nonce`,a),document.head.appendChild(t),i)return new Promise((e,n)=>{let i=a=>{t.removeEventListener(`load`,i),t.removeEventListener(`error`,i),a.type===`error`?n(Error(`Unable to preload CSS for ${r}`)):e(a)};t.addEventListener(`load`,i),t.addEventListener(`error`,i)})})}).filter(e=>e!==void 0))}function i(e){let t=new Event(`vite:preloadError`,{cancelable:!0});if(t.payload=e,window.dispatchEvent(t),!t.defaultPrevented)throw e}return r.then(t=>{for(let e of t||[])e.status===`rejected`&&i(e.reason);return e().catch(i)})},ot=globalThis,st=ot.ShadowRoot&&(ot.ShadyCSS===void 0||ot.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,ct=Symbol(),lt=new WeakMap,ut=class{constructor(e,t,n){if(this._$cssResult$=!0,n!==ct)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(st&&e===void 0){let n=t!==void 0&&t.length===1;n&&(e=lt.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),n&&lt.set(t,e))}return e}toString(){return this.cssText}},dt=e=>new ut(typeof e==`string`?e:e+``,void 0,ct),ft=(e,...t)=>new ut(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(e._$cssResult$===!0)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,ct),pt=(e,t)=>{if(st)e.adoptedStyleSheets=t.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let n of t){let t=D.createElement(`style`),r=ot.litNonce;r!==void 0&&t.setAttribute(`nonce`,r),t.textContent=n.cssText,e.appendChild(t)}},mt=st?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return dt(t)})(e):e,{is:ht,defineProperty:gt,getOwnPropertyDescriptor:_t,getOwnPropertyNames:vt,getOwnPropertySymbols:yt,getPrototypeOf:bt}=Object,xt=globalThis,St=xt.trustedTypes,Ct=St?St.emptyScript:``,wt=xt.reactiveElementPolyfillSupport,Tt=(e,t)=>e,Et={toAttribute(e,t){switch(t){case Boolean:e=e?Ct:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},Dt=(e,t)=>!ht(e,t),Ot={attribute:!0,type:String,converter:Et,reflect:!1,useDefault:!1,hasChanged:Dt};Symbol.metadata??=Symbol(`metadata`),xt.litPropertyMetadata??=new WeakMap;var k=class extends $e{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=Ot){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&gt(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=_t(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??Ot}static _$Ei(){if(this.hasOwnProperty(Tt(`elementProperties`)))return;let e=bt(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(Tt(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(Tt(`properties`))){let e=this.properties,t=[...vt(e),...yt(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(mt(e))}else e!==void 0&&t.push(mt(e));return t}static _$Eu(e,t){let n=t.attribute;return n===!1?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return pt(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&n.reflect===!0){let i=(n.converter?.toAttribute===void 0?Et:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?Et:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(r===!1&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??Dt)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),i!==!0||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),r===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];e!==!0||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};k.elementStyles=[],k.shadowRootOptions={mode:`open`},k[Tt(`elementProperties`)]=new Map,k[Tt(`finalized`)]=new Map,wt?.({ReactiveElement:k}),(xt.reactiveElementVersions??=[]).push(`2.1.2`);var kt=globalThis,At=e=>e,jt=kt.trustedTypes,Mt=jt?jt.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,Nt=`$lit$`,A=`lit$${Math.random().toFixed(9).slice(2)}$`,Pt=`?`+A,Ft=`<${Pt}>`,j=D,M=()=>j.createComment(``),N=e=>e===null||typeof e!=`object`&&typeof e!=`function`,It=Array.isArray,Lt=e=>It(e)||typeof e?.[Symbol.iterator]==`function`,Rt=`[ 	
\f\r]`,P=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,zt=/-->/g,Bt=/>/g,F=RegExp(`>|${Rt}(?:([^\\s"'>=/]+)(${Rt}*=${Rt}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,`g`),Vt=/'/g,Ht=/"/g,Ut=/^(?:script|style|textarea|title)$/i,I=(e=>(t,...n)=>({_$litType$:e,strings:t,values:n}))(1),L=Symbol.for(`lit-noChange`),R=Symbol.for(`lit-nothing`),Wt=new WeakMap,z=j.createTreeWalker(j,129);function Gt(e,t){if(!It(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return Mt===void 0?t:Mt.createHTML(t)}var Kt=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=P;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===P?c[1]===`!--`?o=zt:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=F):(Ut.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=F):o=Bt:o===F?c[0]===`>`?(o=i??P,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?F:c[3]===`"`?Ht:Vt):o===Ht||o===Vt?o=F:o===zt||o===Bt?o=P:(o=F,i=void 0);let d=o===F&&e[t+1].startsWith(`/>`)?` `:``;a+=o===P?n+Ft:l>=0?(r.push(s),n.slice(0,l)+Nt+n.slice(l)+A+d):n+A+(l===-2?t:d)}return[Gt(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},qt=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=Kt(t,n);if(this.el=e.createElement(l,r),z.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=z.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(Nt)){let t=u[o++],n=i.getAttribute(e).split(A),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Xt:r[1]===`?`?Zt:r[1]===`@`?Qt:V}),i.removeAttribute(e)}else e.startsWith(A)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(Ut.test(i.tagName)){let e=i.textContent.split(A),t=e.length-1;if(t>0){i.textContent=jt?jt.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],M()),z.nextNode(),c.push({type:2,index:++a});i.append(e[t],M())}}}else if(i.nodeType===8){if(i.data===Pt)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(A,e+1))!==-1;)c.push({type:7,index:a}),e+=A.length-1}}a++}}static createElement(e,t){let n=j.createElement(`template`);return n.innerHTML=e,n}};function B(e,t,n=e,r){if(t===L)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=N(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=B(e,i._$AS(e,t.values),i,r)),t}var Jt=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??j).importNode(t,!0);z.currentNode=r;let i=z.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new Yt(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new $t(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=z.nextNode(),a++)}return z.currentNode=j,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},Yt=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=R,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=B(this,e,t),N(e)?e===R||e==null||e===``?(this._$AH!==R&&this._$AR(),this._$AH=R):e!==this._$AH&&e!==L&&this._(e):e._$litType$===void 0?e.nodeType===void 0?Lt(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==R&&N(this._$AH)?this._$AA.nextSibling.data=e:this.T(j.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=qt.createElement(Gt(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new Jt(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=Wt.get(e.strings);return t===void 0&&Wt.set(e.strings,t=new qt(e)),t}k(t){It(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(M()),this.O(M()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=At(e).nextSibling;At(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},V=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=R,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=R}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=B(this,e,t,0),a=!N(e)||e!==this._$AH&&e!==L,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=B(this,r[n+o],t,o),s===L&&(s=this._$AH[o]),a||=!N(s)||s!==this._$AH[o],s===R?e=R:e!==R&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===R?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Xt=class extends V{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===R?void 0:e}},Zt=class extends V{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==R)}},Qt=class extends V{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=B(this,e,t,0)??R)===L)return;let n=this._$AH,r=e===R&&n!==R||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==R&&(n===R||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},$t=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){B(this,e)}},en={M:Nt,P:A,A:Pt,C:1,L:Kt,R:Jt,D:Lt,V:B,I:Yt,H:V,N:Zt,U:Qt,B:Xt,F:$t},tn=kt.litHtmlPolyfillSupport;tn?.(qt,Yt),(kt.litHtmlVersions??=[]).push(`3.3.3`);var nn=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new Yt(t.insertBefore(M(),e),e,void 0,n??{})}return i._$AI(e),i},rn=globalThis,H=class extends k{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=nn(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return L}};H._$litElement$=!0,H.finalized=!0,rn.litElementHydrateSupport?.({LitElement:H});var an=rn.litElementPolyfillSupport;an?.({LitElement:H}),(rn.litElementVersions??=[]).push(`4.2.2`);var on=[`access_token`,`custom_claim_mappings`],sn=[`access_token`,`claims_mapping`,`custom_claims`],cn=[`id_token`,`custom_claim_mappings`],U=[`saml_configuration`,`mappings`];function ln(e){return e.node(on)?!1:e.node([`access_token`,`claims_mapping`])?!0:e.string([`identifier`])!==void 0&&!e.node([`client_id`])}function un(e,{limits:t}){return{used:dn(e).filter(({id:e})=>e!==`saml`).reduce((e,{rows:t})=>e+t.length,0),limit:ln(e)?t.mappings_claims_mapping:t.mappings}}function dn(e){return[fn(e,`access_token`,ln(e)?sn:on),fn(e,`id_token`,cn),pn(e)]}function fn(e,t,n){let r=e.node(n),i=Me(n);return{id:t,path:n,place:i,rows:(r?.type===`array`?r.children??[]:[]).map((t,n)=>{let r=`${i}/${n}`;return{name:gn(e,hn(t,`name`)),expression:gn(e,hn(t,`expression`)),place:r,namePlace:`${r}/name`,expressionPlace:`${r}/expression`,broken:t.type!==`object`}}),broken:!mn(e,n,`array`)}}function pn(e){let t=e.node(U),n=(t?.type===`object`?t.children??[]:[]).map(t=>{let[n,r]=t.children??[],i=String(n?.value??``),a=Me([...U,i]);return{name:i,expression:gn(e,r),place:a,namePlace:a,expressionPlace:a,broken:!1}});return{id:`saml`,path:U,place:Me(U),rows:n,broken:!mn(e,U,`object`)}}function mn(e,t,n){let r=e.node(t);return e.canSet(t)&&(!r||r.type===n)}function hn(e,t){return e.children?.find(e=>e.children?.[0]?.value===t)?.children?.[1]}function gn(e,t){return t?t.type===`string`?String(t.value):e.raw(t):``}function _n(e,t,n,r){if(t.id!==`saml`)return e.set([...t.path,n,`name`],r);let i=e.node(t.path)?.children?.[n]?.children?.[0];return i?e.replace(i,JSON.stringify(r)):e.text}function vn(e,t,n,r){if(t.id!==`saml`)return e.set([...t.path,n,`expression`],r);let i=e.node(t.path)?.children?.[n]?.children?.[1];return i?e.replace(i,JSON.stringify(r)):e.text}function yn(e,t){if(t.id!==`saml`)return e.append(t.path,{name:``,expression:``});let n=new Set(t.rows.map(({name:e})=>e)),r=`attribute`;for(let e=2;n.has(r);e++)r=`attribute_${e}`;return e.set([...t.path,r],``)}function bn(e,t,n){let r=e.node(t.path)?.children?.[n];return r?e.remove(r):e.text}function xn(e,t,n,r){let i=e,a=n<r?1:-1;for(let e=n;e!==r;e+=a){let n=i.node(t.path)?.children,[r,o]=[n?.[e],n?.[e+a]];if(!r||!o)break;let s=w.read(i.swap(r,o));if(!s)break;i=s}return i.text}function Sn(e){let t=[`access_token`,`id_token`,`saml_configuration`].filter(t=>e.node([t])!==void 0),n=t=>t===`access_token`&&ln(e),[r,i]=[t.filter(n),t.filter(e=>!n(e))];return[{collection:`resource-servers`,id:e.string([`id`]),members:r},{collection:`clients`,id:e.string([`client_id`]),members:i}].filter(({members:e})=>e.length>0)}function Cn(e){return Sn(e).length>0}function wn(e){let t=e.string([`tenant`,`domain`])||`YOUR_DOMAIN`;return Sn(e).map(({collection:n,id:r,members:i})=>{let a=encodeURIComponent(r||`YOUR_ID`),o=i.map(t=>{let n=e.node([t]);return`${JSON.stringify(t)}: ${n&&e.raw(n)}`});return[`curl --request PATCH ${Tn(`https://${t}/api/v2/${n}/${a}`)} \\`,`  --header 'Authorization: Bearer YOUR_TOKEN' \\`,`  --header 'Content-Type: application/json' \\`,`  --data ${Tn(`{ ${o.join(`, `)} }`)}`,``].join(`
`)}).join(`
`)}function Tn(e){return`'${e.replaceAll(`'`,`'\\''`)}'`}function En({config:e,session:t,audience:n},r){let i=n.length===1?n[0]:n;return`[
  {
    ${[`"name": "from the preview"`,Dn(`config`,e),Dn(`session`,t),`"audience": ${JSON.stringify(i)}`,r.reading&&!r.reading.error?On(r.reading):kn(r)].join(`,
    `)}
  }
]
`}function Dn(e,t){return w.read(t)?`"${e}": ${t.trim().replaceAll(`
`,`
    `)}`:`"${e}_text": ${JSON.stringify(t)}`}function On({tokens:e,attributes:t,decisions:n}){let r=[];for(let[t,n]of Object.entries(e)){let e=n.map(({name:e,text:t})=>`${JSON.stringify(e)}: ${t}`);r.push(`"${t}": { "claims": ${e.length?`{ ${e.join(`, `)} }`:`{}`} }`)}if(t){let e=t.map(({name:e,values:t})=>`{ "name": ${JSON.stringify(e)}, "values": [${t.join(`, `)}] }`);r.push(`"saml": { "attributes": [${e.join(`, `)}] }`)}let i=n.flatMap(({token:e,claim:t,reason:n})=>n?[JSON.stringify({token:e,claim:t,reason:n})]:[]);return r.push(`"ignored": [${i.join(`, `)}]`),`"want": {
      ${r.join(`,
      `)}
    }`}function kn({reading:e,failure:t}){if(e?.error){let{code:t,token:n}=e.error;return`"want_error": ${JSON.stringify({code:t,token:n})}`}let n=t?.problems.map(({code:e})=>e).sort();return`"want_error": ${JSON.stringify({code:t?.code,problems:n})}`}var An=[`access_token`,`id_token`,`userinfo`,`saml`];function jn(e,t){let[n,r]=[Mn(e),Mn(t)];return r===void 0?e.reading&&t.reading&&n===void 0?Nn(e.reading,t.reading):`There were no tokens before: ${n}`:n===void 0?`There would be no tokens: ${r}`:r}function Mn({reading:e,failure:t}){return t?.message??e?.error?.message}function Nn(e,t){return An.flatMap(n=>{let[r,i]=[Pn(e,n),Pn(t,n)],a=[];for(let e of new Set([...r.keys(),...i.keys()])){let[t,o]=[r.get(e),i.get(e)];t!==o&&a.push({token:n,claim:e,...t!==void 0&&{before:t},...o!==void 0&&{after:o}})}return a})}function Pn(e,t){let n=t===`saml`?(e.attributes??[]).map(({name:e,values:t})=>({name:e,text:`[${t}]`})):e.tokens[t]??[];return new Map(n.map(({name:e,text:t})=>[e,t]))}var W={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Fn=e=>(...t)=>({_$litDirective$:e,values:t}),In=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},{I:Ln}=en,Rn=e=>e.strings===void 0,zn={},Bn=(e,t=zn)=>e._$AH=t,Vn=Fn(class extends In{constructor(e){if(super(e),e.type!==W.PROPERTY&&e.type!==W.ATTRIBUTE&&e.type!==W.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!Rn(e))throw Error("`live` bindings can only contain a single expression")}render(e){return e}update(e,[t]){if(t===L||t===R)return t;let n=e.element,r=e.name;if(e.type===W.PROPERTY){if(t===n[r])return L}else if(e.type===W.BOOLEAN_ATTRIBUTE){if(!!t===n.hasAttribute(r))return L}else if(e.type===W.ATTRIBUTE&&n.getAttribute(r)===t+``)return L;return Bn(e),t}}),Hn=700,Un=class{#e;#t;#n=``;#r=``;constructor(e){this.#e=e,e.addController(this)}say(e){e!==this.#r&&(this.#r=e,clearTimeout(this.#t),this.#t=setTimeout(()=>{this.#n=e,this.#e.requestUpdate()},Hn))}hostDisconnected(){clearTimeout(this.#t),this.#r=this.#n}render(){return I`<p class="input-announcement" role="status">${this.#n}</p>`}},Wn=ft`
  claims-editor,
  claims-field {
    --input-text: var(--cs-text, light-dark(#1b2130, #e7eaf1));
    --input-muted: var(--cs-muted, light-dark(#586174, #a5aebe));
    --input-surface: var(--cs-surface, light-dark(#ffffff, #14171e));
    --input-surface-2: var(--cs-surface-2, light-dark(#f4f6f9, #1c2029));
    --input-edge: var(--cs-border, light-dark(#ccd2dc, #3a4150));
    --input-border: var(--cs-control, light-dark(#868fa0, #6b7486));
    --input-accent: var(--cs-accent, light-dark(#2a5bd7, #8db1ff));
    --input-on-accent: var(--cs-on-accent, light-dark(#ffffff, #0b1226));
    --input-danger: var(--cs-danger, light-dark(#b3261e, #ff8f86));
    --input-warning: var(--cs-warning, light-dark(#855300, #f3bf5c));
    --input-font: var(--cs-font, system-ui, sans-serif);
    --input-mono: var(--cs-mono, ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace);
    --input-radius: var(--cs-radius, 6px);
    --input-size: 0.8125rem;

    display: block;
    min-inline-size: 0;
    color: var(--input-text);
    font-family: var(--input-font);
    font-size: var(--input-size);
    line-height: 1.5;
  }

  /* A phone zooms into an input whose text is smaller than 16 pixels. */
  @media (pointer: coarse) {
    claims-editor,
    claims-field {
      --input-size: 1rem;
    }
  }

  :is(claims-editor, claims-field) .input-announcement {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`,Gn=50,G=4,K=8,Kn=320,qn=180,Jn=0,Yn=class extends H{static properties={value:{type:String},label:{type:String},placeholder:{type:String},messages:{attribute:!1},suggest:{attribute:!1},monospace:{type:Boolean},disabled:{type:Boolean}};#e=`claims-field-${++Jn}`;#t=new Un(this);#n=!1;#r=[];#i=-1;#a=0;#o;constructor(){super(),this.value=``,this.label=``,this.placeholder=``,this.messages=[],this.suggest=void 0,this.monospace=!1,this.disabled=!1}focus(){this.#O?.focus()}disconnectedCallback(){super.disconnectedCallback(),this.#h()}createRenderRoot(){return this}willUpdate(e){this.#n&&(this.disabled||this.suggest===void 0)&&this.#h(),e.has(`messages`)&&this.contains(this.#D.activeElement)&&this.#x()}render(){return I`
      <div class="field-frame" part="field">
        ${this.#s()} ${this.suggest===void 0?R:this.#c()}
      </div>
      ${this.#n?this.#l():R}
      ${this.messages.length>0?this.#u():R}
      ${this.#t.render()}
    `}#s(){let e=this.suggest!==void 0,t=this.#n&&this.#i>=0;return I`<input
      class=${this.monospace?`field-input monospace`:`field-input`}
      part="input"
      type="text"
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      .value=${Vn(this.value)}
      placeholder=${this.placeholder||R}
      ?disabled=${this.disabled}
      aria-label=${this.label}
      aria-invalid=${this.messages.some(Xn)?`true`:R}
      aria-describedby=${this.messages.length>0?`${this.#e}-messages`:R}
      role=${e?`combobox`:R}
      aria-autocomplete=${e?`list`:R}
      aria-haspopup=${e?`listbox`:R}
      aria-expanded=${e?String(this.#n):R}
      aria-controls=${this.#n?`${this.#e}-list`:R}
      aria-activedescendant=${t?this.#T(this.#i):R}
      @input=${this.#d}
      @keydown=${this.#f}
      @blur=${this.#h}
    />`}#c(){return I`<button
      class="field-button"
      type="button"
      tabindex="-1"
      aria-label=${`Suggestions: ${this.label}`}
      aria-expanded=${String(this.#n)}
      aria-controls=${this.#n?`${this.#e}-list`:R}
      ?disabled=${this.disabled}
      @mousedown=${Zn}
      @click=${this.#p}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d="M4 6.5 8 10.5 12 6.5" fill="none" stroke="currentColor" stroke-width="1.5" />
      </svg>
    </button>`}#l(){let e=this.#E,t=this.#r.length-e.length;return I`<div class="field-popup" popover="manual" @mousedown=${Zn}>
      <ul
        class="field-list"
        part="listbox"
        role="listbox"
        id=${`${this.#e}-list`}
        aria-label=${`Suggestions: ${this.label}`}
      >
        ${e.map((e,t)=>I`<li
            class="field-option"
            role="option"
            id=${this.#T(t)}
            aria-selected=${t===this.#i?`true`:`false`}
            @click=${()=>this.#v(e)}
          >
            <span class="field-option-value">${Qn(e.value,this.value)}</span>
            <span class="field-option-detail">${e.detail}</span>
          </li>`)}
      </ul>
      ${t>0?I`<p class="field-more">and ${t} more: type to narrow them down</p>`:R}
    </div>`}#u(){return I`<div class="field-messages" part="messages" id=${`${this.#e}-messages`}>
      ${this.messages.map(({severity:e,text:t})=>I`<p class="field-message" data-severity=${e}>
          <span class="field-severity">${e===`error`?`Error:`:`Warning:`}</span> ${t}
        </p>`)}
    </div>`}updated(){let e=this.#k;e!==void 0&&(`showPopover`in e&&!e.matches(`:popover-open`)&&e.showPopover(),this.#C(),this.#w())}#d(e){this.value=e.currentTarget.value,this.#y(),this.#m(-1)}#f(e){if(this.suggest===void 0||e.isComposing||e.ctrlKey||e.metaKey)return;let t=this.#E[this.#i];switch(e.key){case`ArrowDown`:e.altKey?this.#n||this.#m(-1):this.#n?this.#_(this.#i+1):this.#m(0);break;case`ArrowUp`:e.altKey?this.#h():this.#n?this.#_(Math.max(this.#i,0)-1):this.#m(1/0);break;case`Enter`:if(!this.#n)return;t===void 0?this.#h():this.#v(t);break;case`Escape`:if(!this.#n)return;e.stopPropagation(),this.#h();break;case`Home`:case`End`:case`ArrowLeft`:case`ArrowRight`:this.#n&&this.#g(-1);return;default:return}e.preventDefault()}#p(){this.#O?.focus(),this.#n?this.#h():this.#m(-1)}#m(e){if(this.suggest===void 0||this.disabled)return;this.#r=this.suggest(this.value);let[t,n]=this.#r;if(t===void 0||n===void 0&&t.value===this.value){this.#h();return}let r=this.#n;this.#n=!0,this.#g(Math.min(e,this.#E.length-1)),this.#b(),r||this.#S()}#h=()=>{this.#n&&(this.#n=!1,this.#i=-1,this.#r=[],cancelAnimationFrame(this.#a),this.#o?.disconnect(),this.#t.say(``),this.requestUpdate())};#g(e){this.#i=e,this.requestUpdate()}#_(e){let t=this.#E.length;this.#g((e+t)%t)}#v(e){let t=this.#O;this.#h(),t!==void 0&&e.value!==t.value&&(t.select(),t.ownerDocument.execCommand(`insertText`,!1,e.value)&&t.value===e.value?this.#h():(t.value=e.value,this.value=e.value,this.#y()))}#y(){let e={value:this.value},t=new CustomEvent(`edit`,{bubbles:!0,detail:e});this.dispatchEvent(t)}#b(){let e=this.#r.length,t=this.#E.length;t<e?this.#t.say(`${t} of ${e} suggestions`):this.#t.say(e===1?`1 suggestion`:`${e} suggestions`)}#x(){this.#t.say(this.messages.map(({text:e})=>e).join(` `))}#S(){let e=()=>{this.#C(),this.#a=requestAnimationFrame(e)};this.#a=requestAnimationFrame(e);let t=this.#O;t!==void 0&&(this.#o=new IntersectionObserver(([e])=>{e?.isIntersecting===!1&&this.#h()}),this.#o.observe(t))}#C(){let e=this.#k,t=e?.querySelector(`.field-list`),n=this.querySelector(`.field-frame`);if(e===void 0||!t||n===null)return;let r=n.getBoundingClientRect(),{clientWidth:i,clientHeight:a}=D.documentElement,o=window.visualViewport,s=(o?.offsetTop??0)+K,c=(o?o.offsetTop+o.height:a)-K,l=i-2*K;e.style.minInlineSize=`${Math.min(r.width,l)}px`,e.style.maxInlineSize=`${Math.min(Math.max(r.width,576),l)}px`;let u=Math.min(r.left,i-K-e.offsetWidth);e.style.left=`${Math.max(u,K)}px`;let d=e.offsetHeight-t.clientHeight+t.scrollHeight,f=Math.min(d,Kn),p=c-r.bottom-G,m=r.top-G-s,h=p<Math.min(f,qn)&&m>p;e.style.maxBlockSize=`${Math.max(Math.min(f,h?m:p),0)}px`,e.style.top=h?`auto`:`${r.bottom+G}px`,e.style.bottom=h?`${a-r.top+G}px`:`auto`}#w(){let e=this.querySelector(`.field-list`),t=e?.querySelector(`[aria-selected="true"]`);if(!e||!t)return;let n=t.offsetTop-G,r=t.offsetTop+t.offsetHeight+G;n<e.scrollTop?e.scrollTop=n:r>e.scrollTop+e.clientHeight&&(e.scrollTop=r-e.clientHeight)}#T(e){return`${this.#e}-option-${e}`}get#E(){return this.#r.slice(0,Gn)}get#D(){let e=this.getRootNode();return e instanceof ShadowRoot?e:this.ownerDocument}get#O(){return this.querySelector(`.field-input`)??void 0}get#k(){return this.querySelector(`.field-popup`)??void 0}},Xn=e=>e.severity===`error`,Zn=e=>e.preventDefault();function Qn(e,t){let n=Je(e,t);if(n===void 0)return e;let{from:r,to:i}=n;return I`${e.slice(0,r)}<mark>${e.slice(r,i)}</mark>${e.slice(i)}`}var $n=ft`
  ${Wn}

  claims-field .field-frame {
    display: flex;
    background: var(--input-surface);
    border: 1px solid var(--input-border);
    border-radius: var(--input-radius);
  }

  claims-field .field-frame:focus-within {
    border-color: var(--input-accent);
    outline: 2px solid var(--input-accent);
    outline-offset: -1px;
  }

  claims-field .field-frame:has([aria-invalid="true"]):not(:focus-within) {
    border-color: var(--input-danger);
  }

  claims-field .field-input {
    flex: 1;
    box-sizing: border-box;
    min-inline-size: 0;
    min-block-size: 32px;
    margin: 0;
    padding: 4px 8px;
    color: inherit;
    font: inherit;
    text-overflow: ellipsis;
    background: none;
    border: 0;
    outline: none;
  }

  claims-field .field-input.monospace {
    font-family: var(--input-mono);
  }

  claims-field .field-input::placeholder {
    color: var(--input-muted);
    opacity: 1;
  }

  claims-field .field-input:disabled {
    color: var(--input-muted);
    cursor: not-allowed;
  }

  claims-field .field-frame:has(:disabled) {
    background: var(--input-surface-2);
  }

  claims-field .field-button {
    display: grid;
    place-items: center;
    min-inline-size: 28px;
    margin: 0;
    padding: 0;
    color: var(--input-muted);
    background: none;
    border: 0;
    border-radius: var(--input-radius);
    cursor: pointer;
  }

  claims-field .field-button:hover {
    color: var(--input-text);
  }

  claims-field .field-button:disabled {
    visibility: hidden;
  }

  claims-field .field-popup {
    position: fixed;
    inset: auto;
    z-index: 500;
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    margin: 0;
    padding: 0;
    overflow: hidden;
    color: var(--input-text);
    background: var(--input-surface);
    border: 1px solid var(--input-border);
    border-radius: var(--input-radius);
    box-shadow: 0 6px 20px rgb(0 0 0 / 0.22);
  }

  claims-field .field-list {
    position: relative;
    min-block-size: 0;
    margin: 0;
    padding: 4px;
    overflow: auto;
    overscroll-behavior: contain;
    list-style: none;
  }

  claims-field .field-option {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    align-items: baseline;
    box-sizing: border-box;
    min-block-size: 28px;
    padding: 3px 8px;
    border-radius: calc(var(--input-radius) - 2px);
    cursor: pointer;
  }

  claims-field .field-option:hover {
    background: var(--input-surface-2);
  }

  claims-field .field-option[aria-selected="true"] {
    color: var(--input-on-accent);
    background: var(--input-accent);
  }

  claims-field .field-option-value {
    flex: 1 1 auto;
    font-family: var(--input-mono);
    overflow-wrap: anywhere;
  }

  claims-field .field-option-value > mark {
    color: inherit;
    font-weight: 700;
    background: none;
  }

  claims-field .field-option-detail {
    max-inline-size: 100%;
    overflow: hidden;
    color: var(--input-muted);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  claims-field .field-option[aria-selected="true"] > .field-option-detail {
    color: inherit;
  }

  claims-field .field-more {
    margin: 0;
    padding: 4px 12px;
    color: var(--input-muted);
    border-block-start: 1px solid var(--input-edge);
  }

  claims-field .field-message {
    margin: 4px 0 0;
    overflow-wrap: anywhere;
  }

  claims-field .field-severity {
    color: var(--input-warning);
    font-weight: 600;
  }

  claims-field [data-severity="error"] > .field-severity {
    color: var(--input-danger);
  }

  @media (pointer: coarse) {
    claims-field .field-input,
    claims-field .field-option {
      min-block-size: 44px;
    }

    claims-field .field-option {
      align-content: center;
    }
  }

  @media (forced-colors: active) {
    claims-field .field-option[aria-selected="true"] {
      color: HighlightText;
      background: Highlight;
      forced-color-adjust: none;
    }

    claims-field .field-option-value > mark {
      text-decoration: underline;
    }
  }
`;O.get(`claims-field`)===void 0&&O.define(`claims-field`,Yn);var er=100,tr=3,nr=2e3,rr=0,ir=class extends H{static properties={value:{type:String},label:{type:String},problems:{attribute:!1},readOnly:{type:Boolean,attribute:`readonly`},complete:{attribute:!1}};#e=`claims-editor-${++rr}`;#t=new Un(this);#n=``;#r=``;#i=[];#a=``;#o=!1;#s;#c;#l;#u=!1;#d=!1;#f;constructor(){super(),this.value=``,this.label=``,this.problems=[],this.readOnly=!1,this.complete=void 0}reveal(e,t){this.isConnected&&(this.isUpdatePending&&this.performUpdate(),this.#v(We(this.value,e),We(this.value,t)))}focus(){this.#c===void 0?this.#O?.focus():this.#c.focus()}connectedCallback(){super.connectedCallback(),this.#c===void 0?this.#x():(this.#c.moveTo(this.#D),this.#T())}disconnectedCallback(){super.disconnectedCallback(),this.#f?.(),this.#u=!1,queueMicrotask(()=>{this.isConnected||this.#c===void 0||(this.#c.close(),this.#c=void 0,this.#r=this.#n,this.requestUpdate())})}createRenderRoot(){return this}willUpdate(e){if(!e.has(`problems`))return;let t=ar(this.value,this.problems),n=or(t,this.#i);n&&this.value===this.#a||(this.#i=t,this.#a=this.value,this.#o=!0,!n&&this.contains(this.#D.activeElement)&&this.#g())}render(){return I`
      <div class="editor-frame" part="editor">
        <div class="editor-code"></div>
        ${this.#c===void 0?this.#p():R}
      </div>
      ${this.#i.length>0?this.#m():R}
      ${this.#t.render()}
      <div class="editor-tooltips" popover="manual"></div>
    `}#p(){return I`<textarea
      class="editor-text"
      part="textarea"
      aria-label=${this.label}
      aria-invalid=${this.#k?`true`:R}
      aria-describedby=${this.#A??R}
      ?readonly=${this.readOnly}
      rows="12"
      spellcheck="false"
      autocomplete="off"
      autocapitalize="off"
      @input=${this.#y}
      @compositionstart=${()=>this.#C(!0)}
      @compositionend=${()=>this.#C(!1)}
      @focus=${this.#S}
    ></textarea>`}#m(){let e=this.#i.slice(0,er),t=this.#i.length-e.length;return I`
      <p class="input-announcement" id=${`${this.#e}-summary`}>${sr(this.#i)}</p>
      <ul class="editor-problems" part="problems" aria-label=${`Problems: ${this.label}`}>
        ${e.map(e=>I`<li>
            <button
              type="button"
              class="editor-problem"
              data-severity=${e.severity}
              @click=${()=>this.#v(e.from,e.to)}
            >
              <span class="editor-severity">
                ${e.severity===`error`?`Error`:`Warning`}
              </span>
              <span class="editor-message">${e.message}</span>
              <span class="editor-place">line ${e.line}, column ${e.column}</span>
            </button>
          </li>`)}
        ${t>0?I`<li class="editor-more">and ${t} more</li>`:R}
      </ul>
    `}updated(e){if(e.has(`value`)&&this.#h(Ue(this.value)),this.#c===void 0){let e=this.#O;e!==void 0&&e.value!==this.#n&&(e.value=this.#n),this.#d||this.#w()}else e.has(`readOnly`)&&this.#c.setReadOnly(this.readOnly),this.#o&&this.#c.setProblems(this.#i),(this.#o||e.has(`label`))&&this.#_(this.#c),this.#o=!1}#h(e){let t=qe(this.#n,e);if(t!==void 0){if(this.#n=e,this.#c!==void 0){this.#c.replace(t);return}this.#r=e,this.#O?.setRangeText(t.insert,t.from,t.to,`preserve`)}}#g(){let e=this.#i.slice(0,tr).map(({line:e,message:t})=>`Line ${e}: ${t}`);this.#t.say([`${this.label}: ${sr(this.#i)}.`,...e].join(` `))}#_(e){e.setAttributes({label:this.label,invalid:this.#k,describedBy:this.#A})}#v(e,t){if(this.#c!==void 0){this.#c.reveal(e,t);return}let n=this.#O;if(n===void 0)return;n.setSelectionRange(e,t),n.focus(),this.#s={from:e,to:t};let[r,i]=Ye(this.#n,[e,this.#n.length]);r!==void 0&&i!==void 0&&(n.scrollTop=(r.line-.5)/i.line*n.scrollHeight-n.clientHeight/2)}#y(e){this.#b(e.currentTarget.value)}#b(e){this.#n=e,this.value=e;let t=new CustomEvent(`edit`,{bubbles:!0,detail:{value:e}});this.dispatchEvent(t)}#x(){if(`requestIdleCallback`in window){let e=window.requestIdleCallback(this.#S,{timeout:nr});this.#f=()=>window.cancelIdleCallback(e)}else{let e=setTimeout(this.#S,200);this.#f=()=>clearTimeout(e)}}#S=async()=>{if(this.#u||this.#c!==void 0)return;this.#f?.(),this.#u=!0;let e=await at(()=>import(`./codemirror-R3HTLA3N-CR6QWV_o.js`),[],import.meta.url).catch(()=>{});this.#l=e?.JsonView,this.#d||this.#w()};#C(e){this.#d=e,e||this.#w()}#w(){let e=this.#O,t=this.querySelector(`.editor-code`),n=this.#E;if(this.#l===void 0||this.#c!==void 0||!this.isConnected||e===void 0||t===null||n===void 0)return;e.value!==this.#n&&this.#b(e.value);let r=e.selectionDirection!==`backward`,i=this.#D.activeElement===e,a=new this.#l({parent:t,root:this.#D,tooltipParent:n,label:this.label,readOnly:this.readOnly,original:this.#r,text:this.#n,anchor:r?e.selectionStart:e.selectionEnd,head:r?e.selectionEnd:e.selectionStart,scrollTop:e.scrollTop,onEdit:e=>this.#b(e),complete:(e,t)=>this.complete?.(e,t)});a.setProblems(this.#i),this.#o=!1,this.#_(a),this.#c=a,this.#T();let{from:o,to:s}=this.#s??{from:-1,to:-1},c=o===e.selectionStart&&s===e.selectionEnd;this.#s=void 0,i&&c?a.reveal(o,s):i&&a.focus(),this.requestUpdate()}#T(){let e=this.#E;e!==void 0&&`showPopover`in e&&e.showPopover()}get#E(){return this.querySelector(`.editor-tooltips`)??void 0}get#D(){let e=this.getRootNode();return e instanceof ShadowRoot?e:this.ownerDocument}get#O(){return this.querySelector(`.editor-text`)??void 0}get#k(){return this.#i.some(e=>e.severity===`error`)}get#A(){return this.#i.length>0?`${this.#e}-summary`:void 0}};function ar(e,t){let n=Ue(e).length,r=t=>Math.min(Math.max(We(e,t),0),n),i=t.map(e=>{let t=r(e.from);return{...e,from:t,to:Math.max(r(e.to),t)}}).sort((e,t)=>e.from-t.from||e.to-t.to),a=Ye(Ue(e),i.map(e=>e.from));return i.map((e,t)=>({...e,...a[t]??{line:1,column:1}}))}function or(e,t){return e.length===t.length&&e.every((e,n)=>{let r=t[n];return e.from===r?.from&&e.to===r.to&&e.line===r.line&&e.severity===r.severity&&e.message===r.message})}function sr(e){let t=e.filter(e=>e.severity===`error`).length,n=e.length-t,r=[];return t>0&&r.push(t===1?`1 error`:`${t} errors`),n>0&&r.push(n===1?`1 warning`:`${n} warnings`),r.length>0?r.join(`, `):`no problems`}var cr=ft`
  ${Wn}

  claims-editor .editor-frame {
    overflow: hidden;
    background: var(--input-surface);
    border: 1px solid var(--input-border);
    border-radius: var(--input-radius);
  }

  claims-editor .editor-frame:focus-within {
    border-color: var(--input-accent);
    outline: 2px solid var(--input-accent);
    outline-offset: -1px;
  }

  claims-editor .editor-text,
  claims-editor .editor-code {
    font-family: var(--input-mono);
    font-size: var(--input-size);
    line-height: 1.6;
  }

  claims-editor .editor-text,
  claims-editor .editor-code .cm-editor {
    min-block-size: var(--cs-editor-min-height, 9rem);
    max-block-size: var(--cs-editor-max-height, 30rem);
  }

  claims-editor .editor-text {
    display: block;
    box-sizing: border-box;
    inline-size: 100%;
    margin: 0;
    /* On the left, the room that line numbers take in CodeMirror: nothing jumps. */
    padding: 8px 12px 8px 59px;
    overflow: auto;
    field-sizing: content;
    color: inherit;
    background: none;
    border: 0;
    outline: none;
    resize: none;
    overflow-wrap: anywhere;
  }

  claims-editor .editor-tooltips {
    position: fixed;
    inset: 0 auto auto 0;
    inline-size: 0;
    block-size: 0;
    margin: 0;
    padding: 0;
    overflow: visible;
    background: none;
    border: 0;
  }

  claims-editor .editor-problems {
    max-block-size: 10rem;
    margin: 6px 0 0;
    padding: 0;
    overflow: auto;
    list-style: none;
  }

  claims-editor .editor-problem {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: baseline;
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 28px;
    padding: 3px 8px;
    color: inherit;
    font: inherit;
    text-align: start;
    background: none;
    border: 0;
    border-radius: var(--input-radius);
    cursor: pointer;
  }

  claims-editor .editor-problem:hover {
    background: var(--input-surface-2);
  }

  claims-editor .editor-problem:focus-visible {
    outline: 2px solid var(--input-accent);
    outline-offset: -2px;
  }

  claims-editor .editor-severity {
    color: var(--input-warning);
    font-weight: 600;
  }

  claims-editor [data-severity="error"] > .editor-severity {
    color: var(--input-danger);
  }

  claims-editor .editor-message {
    flex: 1 1 12rem;
    overflow-wrap: anywhere;
  }

  claims-editor .editor-place,
  claims-editor .editor-more {
    color: var(--input-muted);
  }

  claims-editor .editor-more {
    padding: 3px 8px;
  }
`;O.get(`claims-editor`)===void 0&&O.define(`claims-editor`,ir);var lr=1e4,ur=class{#e;#t;#n;#r;#i;#a=!1;#o=!1;constructor(e,t,n){this.#e=n;let r=pr(e),i=r.then(mr).then(e=>{this.#r=e,this.#s(e)}),a=hr(t,r).then(e=>this.#s(e));this.#t=Promise.any([i,a]),this.#t.catch(()=>{})}ask(e){this.#i=e,this.#a||this.#c()}close(){this.#o=!0,this.#i=void 0,this.#n?.close()}#s(e){this.#o||this.#n?.where===`worker`?e.close():(this.#n=e,this.#e.ready(e.about,e.where))}async#c(){this.#a=!0;for(let e=this.#u();e;e=this.#u())try{await this.#t;let t=this.#u()??e,n=await this.#l(t);n&&!this.#o&&this.#e.answered(t,n)}catch(e){this.#o||this.#e.failed(fr(e))}this.#a=!1}async#l(e){try{return await this.#n?.ask(e)}catch(t){if(!(t instanceof dr)||!this.#r||this.#o)throw t;return this.#n?.close(),this.#n=this.#r,this.#e.ready(this.#r.about,this.#r.where),this.#r.ask(e)}}#u(){let e=this.#i;return this.#i=void 0,e}},dr=class extends Error{};function fr(e){return e instanceof AggregateError?e.errors[0]:e}async function pr(e){let t=await fetch(e);if(!t.ok)throw Error(`${e} answered with status ${t.status}.`);return t.arrayBuffer()}async function mr(e){let t=await ue(e),n=ze(t);return{where:`page`,about:n,ask:async e=>Be(t,n.description,e),close(){}}}async function hr(e,t){let n=e();try{let e=await gr(n,t.then(e=>({module:e})));if(!(`about`in e))throw Error(`error`in e?e.error:`no engine`);return{where:`worker`,about:e.about,async ask(e){let t=await gr(n,Promise.resolve({question:e}));if(!(`answer`in t))throw Error(`error`in t?t.error:``);return t.answer},close:()=>n.terminate()}}catch(e){throw n.terminate(),e}}function gr(e,t){return new Promise((n,r)=>{let i=new AbortController,{signal:a}=i,o=e=>{clearTimeout(s),i.abort(),r(e)},s=setTimeout(()=>o(new dr(`The worker does not answer.`)),lr);e.addEventListener(`message`,({data:e})=>{clearTimeout(s),i.abort(),n(e)},{signal:a}),e.addEventListener(`error`,e=>{e.preventDefault(),o(new dr(e.message||`The worker could not be loaded.`))},{signal:a}),t.then(t=>e.postMessage(t)).catch(o)})}function _r(e,t,{path:n,offset:r,message:i},a){let o=n===void 0?void 0:t?.at(n),s=r===void 0?o?.offset??0:Ne(e,r),c=o&&s<=o.offset+o.length?o.offset+o.length:s+1;return{from:s,to:Math.min(Math.max(c,s),e.length),severity:a,message:i}}function vr(e,t){return e?.failure?.code===t?e.failure.problems:[]}var yr=ft`
  :host {
    --cs-text: light-dark(#1c2024, #e8eaed);
    --cs-muted: light-dark(#5b6470, #a4adb8);
    --cs-surface: light-dark(#ffffff, #14181d);
    --cs-surface-2: light-dark(#f4f6f8, #1d232a);
    --cs-border: light-dark(#d5dae0, #343c46);
    --cs-control: light-dark(#858e99, #6f7a87);
    --cs-accent: light-dark(#3b4fd8, #9dacff);
    --cs-on-accent: light-dark(#ffffff, #10142b);
    --cs-accent-soft: light-dark(#eceffe, #232a4a);
    --cs-danger: light-dark(#b3261e, #ff9d95);
    --cs-danger-soft: light-dark(#fdeeed, #3a1d1c);
    --cs-warning: light-dark(#855400, #f0b95b);
    --cs-warning-soft: light-dark(#fdf3e0, #362a14);
    --cs-success: light-dark(#176b3a, #7ed4a0);
    --cs-success-soft: light-dark(#e6f6ec, #15301f);
    --cs-font: system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
    --cs-mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
    --cs-radius: 8px;
    --cs-json-name: light-dark(#1d4f91, #8ec1ff);
    --cs-json-string: light-dark(#176b3a, #9bd6a8);
    --cs-json-number: light-dark(#8a3b00, #f2b27a);
    --cs-json-keyword: light-dark(#7a2f9c, #d6a7f0);
    display: block;
    container-type: inline-size;
    color: var(--cs-text);
    font: 14px/1.5 var(--cs-font);
    text-align: start;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  /* Controls. They count for nothing against what a part says of its own. */
  :where(button, select, input) {
    font: inherit;
    color: inherit;
  }
  :where(button, select) {
    min-height: 30px;
    padding: 3px 10px;
    border: 1px solid var(--cs-control);
    border-radius: calc(var(--cs-radius) - 2px);
    background: var(--cs-surface);
    cursor: pointer;
  }
  :where(button, select):where(:hover:not(:disabled, [aria-disabled="true"])) {
    background: var(--cs-surface-2);
  }
  :where(button, select, input):where(:disabled, [aria-disabled="true"]) {
    cursor: default;
    color: var(--cs-muted);
    border-color: var(--cs-border);
  }
  button.primary {
    background: var(--cs-accent);
    border-color: var(--cs-accent);
    color: var(--cs-on-accent);
    font-weight: 600;
  }
  button.primary:hover:not([aria-disabled="true"]) {
    background: color-mix(in oklab, var(--cs-accent), var(--cs-text) 18%);
  }
  button.primary[aria-disabled="true"] {
    background: var(--cs-surface-2);
    border-color: var(--cs-border);
    color: var(--cs-muted);
  }
  button.plain {
    border-color: transparent;
    background: transparent;
    padding: 3px 7px;
    color: var(--cs-muted);
  }
  button.plain:hover:not(:disabled) {
    background: var(--cs-surface-2);
    color: var(--cs-text);
  }
  button.link {
    min-height: 24px;
    padding: 0 2px;
    border: 0;
    background: none;
    color: var(--cs-accent);
    text-decoration: underline;
    text-underline-offset: 2px;
    text-align: start;
  }
  :where(input[type="text"]) {
    width: 100%;
    min-width: 0;
    min-height: 32px;
    padding: 3px 9px;
    border: 1px solid var(--cs-control);
    border-radius: calc(var(--cs-radius) - 2px);
    background: var(--cs-surface);
  }
  :focus-visible {
    outline: 2px solid var(--cs-accent);
    outline-offset: 1px;
  }
  code,
  .mono {
    font-family: var(--cs-mono);
    font-size: 0.93em;
    overflow-wrap: anywhere;
  }
  .muted {
    color: var(--cs-muted);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h2 {
    font-size: 15px;
    font-weight: 650;
  }
  h3 {
    margin-block-end: 4px;
    font-size: 13px;
    font-weight: 650;
  }

  /* Layout */
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-block-end: 12px;
  }
  .toolbar .status {
    margin-inline-end: auto;
  }
  .columns {
    display: grid;
    gap: 14px;
    grid-template-columns: minmax(0, 1fr);
    align-items: start;
  }
  .inputs {
    display: grid;
    gap: 14px;
    min-width: 0;
  }
  .jump {
    position: sticky;
    z-index: 10;
    inset-block-end: 8px;
    justify-self: center;
    border-radius: 999px;
    min-height: 36px;
    padding-inline: 16px;
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.25);
  }
  @container (width > 900px) {
    .jump {
      display: none;
    }
    .columns {
      grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr);
    }
    .result {
      position: sticky;
      inset-block-start: 12px;
      max-height: calc(100dvh - 24px);
      overflow: auto;
    }
  }
  .panel {
    border: 1px solid var(--cs-border);
    border-radius: var(--cs-radius);
    background: var(--cs-surface);
    min-width: 0;
  }
  .panel > header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 10px;
    padding: 9px 14px;
    border-block-end: 1px solid var(--cs-border);
  }
  .panel > header h2 {
    margin-inline-end: auto;
  }
  .body {
    padding: 12px 14px 14px;
    display: grid;
    gap: 14px;
  }
  .pill {
    display: inline-block;
    padding: 1px 9px;
    border-radius: 999px;
    background: var(--cs-surface-2);
    color: var(--cs-muted);
    font-size: 12.5px;
    white-space: nowrap;
  }
  button.pill {
    min-height: 24px;
    border: 0;
  }
  .pill.good {
    background: var(--cs-success-soft);
    color: var(--cs-success);
  }
  .pill.bad {
    background: var(--cs-danger-soft);
    color: var(--cs-danger);
  }
  .pill.odd {
    background: var(--cs-warning-soft);
    color: var(--cs-warning);
  }

  /* One of two or more */
  .segments {
    display: inline-flex;
    border: 1px solid var(--cs-control);
    border-radius: calc(var(--cs-radius) - 2px);
    overflow: clip;
  }
  .segments button {
    border: 0;
    border-radius: 0;
    min-height: 28px;
  }
  .segments button[aria-pressed="true"] {
    background: var(--cs-accent-soft);
    color: var(--cs-accent);
    font-weight: 600;
  }
  .segments button:focus-visible {
    outline-offset: -2px;
  }

  /* Mappings */
  .group > header {
    display: flex;
    align-items: baseline;
    gap: 8px;
    margin-block-end: 6px;
  }
  .rows {
    display: grid;
    gap: 6px;
  }
  .row {
    display: grid;
    grid-template-columns: 24px minmax(0, 5fr) minmax(0, 8fr) auto;
    gap: 5px;
    align-items: start;
    border-radius: calc(var(--cs-radius) - 2px);
  }
  .row.head {
    color: var(--cs-muted);
    font-size: 12.5px;
  }
  .row.dragged {
    opacity: 0.45;
  }
  .row.target {
    box-shadow: 0 -2px 0 var(--cs-accent);
  }
  .row.target.below {
    box-shadow: 0 2px 0 var(--cs-accent);
  }
  .row .tools {
    display: flex;
  }
  .row .tools button,
  .row .handle {
    min-width: 24px;
    min-height: 32px;
    padding: 0;
  }
  .row .handle {
    cursor: grab;
    touch-action: none;
  }
  .row .whole {
    grid-column: 2 / -1;
  }
  .row .hint {
    font-size: 12.5px;
    color: var(--cs-muted);
  }
  .row .hint::before {
    content: "⚠ ";
    color: var(--cs-warning);
  }
  .group > button {
    margin-block-start: 8px;
  }
  @container (width < 520px) {
    .row {
      grid-template-columns: minmax(0, 1fr) auto;
      padding-block-end: 8px;
      border-block-end: 1px solid var(--cs-border);
      border-radius: 0;
    }
    .row.head {
      display: none;
    }
    .row .handle {
      display: none;
    }
    .row > claims-field {
      grid-column: 1;
    }
    .row .tools {
      grid-column: 2;
      grid-row: 1 / span 2;
      flex-direction: column;
    }
    .row .whole {
      grid-column: 1 / -1;
    }
  }

  /* Messages */
  .notes {
    display: grid;
    gap: 6px;
  }
  .note {
    padding: 7px 11px;
    border-radius: calc(var(--cs-radius) - 2px);
    background: var(--cs-surface-2);
    border-inline-start: 3px solid var(--cs-control);
    overflow-wrap: anywhere;
  }
  .note.bad {
    background: var(--cs-danger-soft);
    border-color: var(--cs-danger);
  }
  .note.odd {
    background: var(--cs-warning-soft);
    border-color: var(--cs-warning);
  }
  .note.good {
    background: var(--cs-success-soft);
    border-color: var(--cs-success);
  }
  .note .where {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
    align-items: baseline;
    font-size: 12.5px;
  }

  /* Fields */
  .fields {
    display: grid;
    gap: 12px;
    grid-template-columns: repeat(auto-fit, minmax(min(230px, 100%), 1fr));
  }
  .field > label,
  fieldset > legend {
    display: block;
    font-size: 12.5px;
    color: var(--cs-muted);
    margin-block-end: 3px;
    padding: 0;
  }
  fieldset {
    border: 0;
    margin: 0;
    padding: 0;
    min-width: 0;
  }
  .list {
    display: grid;
    gap: 5px;
  }
  .list > li {
    display: flex;
    gap: 4px;
    flex-wrap: wrap;
  }
  .list > li .wide {
    flex-basis: 100%;
  }
  .list > li button {
    min-width: 30px;
    padding: 0;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: center;
  }
  .chips button {
    border-radius: 999px;
    min-height: 28px;
    font-size: 13px;
  }
  .chips button[aria-pressed="true"] {
    background: var(--cs-accent-soft);
    border-color: var(--cs-accent);
    color: var(--cs-accent);
    font-weight: 600;
  }
  .chips input {
    width: 120px;
    min-height: 28px;
    border-radius: 999px;
  }
  .switch {
    display: flex;
    gap: 8px;
    align-items: start;
  }
  .switch input {
    appearance: none;
    flex: none;
    width: 38px;
    height: 24px;
    margin: 0;
    border: 1px solid var(--cs-control);
    border-radius: 999px;
    background: var(--cs-surface-2);
    position: relative;
    cursor: pointer;
  }
  .switch input::before {
    content: "";
    position: absolute;
    inset-block-start: 3px;
    inset-inline-start: 3px;
    width: 16px;
    height: 16px;
    border-radius: 50%;
    background: var(--cs-control);
    transition: translate 120ms;
  }
  .switch input:checked {
    background: var(--cs-accent);
    border-color: var(--cs-accent);
  }
  .switch input:checked::before {
    background: var(--cs-on-accent);
    translate: 14px 0;
  }
  @media (prefers-reduced-motion: reduce) {
    .switch input::before {
      transition: none;
    }
  }

  /* Result */
  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
    padding: 6px 8px 0;
    border-block-end: 1px solid var(--cs-border);
  }
  .tabs button {
    border: 0;
    border-radius: 0;
    background: none;
    padding: 6px 10px 8px;
    color: var(--cs-muted);
    border-block-end: 2px solid transparent;
    margin-block-end: -1px;
  }
  .tabs button[aria-selected="true"] {
    color: var(--cs-text);
    font-weight: 600;
    border-color: var(--cs-accent);
  }
  .tabs button:focus-visible {
    outline-offset: -3px;
  }
  .tabs .pill {
    margin-inline-start: 4px;
    padding-inline: 7px;
  }
  .stale {
    padding: 8px;
    border: 1px dashed var(--cs-warning);
    border-radius: var(--cs-radius);
  }
  .payload {
    margin: 0;
    padding: 10px 0;
    border: 1px solid var(--cs-border);
    border-radius: calc(var(--cs-radius) - 2px);
    background: var(--cs-surface-2);
    font: 12.8px/1.6 var(--cs-mono);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .payload > span {
    display: block;
    padding-inline: 12px 12px;
    border-inline-start: 3px solid transparent;
  }
  .payload .standard,
  .payload .standard * {
    color: var(--cs-muted);
  }
  .payload .custom {
    background: var(--cs-surface);
    border-color: var(--cs-accent);
  }
  .n {
    color: var(--cs-json-name);
  }
  .s {
    color: var(--cs-json-string);
  }
  .d {
    color: var(--cs-json-number);
  }
  .k {
    color: var(--cs-json-keyword);
  }
  .missing > li {
    border: 1px solid var(--cs-border);
    border-inline-start: 3px solid var(--cs-warning);
    border-radius: calc(var(--cs-radius) - 2px);
    padding: 8px 12px 10px;
    display: grid;
    gap: 3px;
  }
  .missing .name {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
    align-items: baseline;
  }
  .missing .name > code {
    font-weight: 650;
    font-size: 14px;
  }
  .missing button {
    justify-self: start;
    margin-block-start: 4px;
    height: auto;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .missing,
  .ledger,
  .changes {
    display: grid;
    gap: 8px;
  }
  table {
    border-collapse: collapse;
    width: 100%;
  }
  th {
    text-align: start;
    font-size: 12.5px;
    font-weight: 500;
    color: var(--cs-muted);
  }
  th,
  td {
    padding: 4px 10px 4px 0;
    border-block-end: 1px solid var(--cs-border);
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  td.number,
  th.number {
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
    padding-inline-end: 0;
  }
  .gauge {
    position: relative;
    height: 34px;
  }
  .gauge .bar {
    position: absolute;
    inset-inline: 0;
    inset-block-start: 0;
    height: 10px;
    border-radius: 5px;
    background: var(--cs-surface-2);
    border: 1px solid var(--cs-border);
    overflow: clip;
  }
  .gauge .bar i {
    display: block;
    height: 100%;
    background: var(--cs-success);
  }
  .gauge .bar i.odd {
    background: var(--cs-warning);
  }
  .gauge .bar i.bad {
    background: var(--cs-danger);
  }
  .gauge .mark {
    position: absolute;
    inset-block-start: 0;
    height: 15px;
    border-inline-start: 1.5px solid var(--cs-muted);
  }
  .gauge .mark span {
    position: absolute;
    inset-block-start: 14px;
    font-size: 11.5px;
    color: var(--cs-muted);
    translate: -50% 0;
    white-space: nowrap;
  }
  .gauge .mark.last span {
    translate: -100% 0;
  }
  .share {
    display: block;
    min-width: 60px;
    height: 8px;
    margin-block-start: 7px;
    border-radius: 4px;
    background: var(--cs-surface-2);
    overflow: clip;
  }
  .share i {
    display: block;
    height: 100%;
    background: var(--cs-accent);
  }
  .change {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr);
    gap: 0 4px;
    padding: 5px 8px;
    border-radius: 5px;
  }
  .change.added {
    background: var(--cs-success-soft);
  }
  .change.removed {
    background: var(--cs-danger-soft);
  }
  .change.changed {
    background: var(--cs-warning-soft);
  }
  .change .sign {
    font-family: var(--cs-mono);
    font-weight: 700;
  }
  .change .values {
    grid-column: 2;
  }

  /* Where the system sets the colours, states show by shape and by its own colours. */
  @media (forced-colors: active) {
    .segments button[aria-pressed="true"],
    .chips button[aria-pressed="true"] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    .tabs button {
      border-block-end-color: Canvas;
    }
    .tabs button[aria-selected="true"] {
      border-block-end-color: Highlight;
    }
    .switch input::before,
    .share i,
    .gauge .bar i {
      forced-color-adjust: none;
      background: ButtonText;
    }
    .switch input:checked {
      forced-color-adjust: none;
      background: Highlight;
    }
    .switch input:checked::before {
      background: HighlightText;
    }
    .payload .custom {
      border-color: Highlight;
    }
  }

  /* Menus and the dialog for copying by hand */
  .menu {
    position: relative;
  }
  .menu > summary {
    list-style: none;
    min-height: 30px;
    padding: 3px 10px;
    border: 1px solid var(--cs-control);
    border-radius: calc(var(--cs-radius) - 2px);
    background: var(--cs-surface);
    cursor: pointer;
  }
  .menu > summary::-webkit-details-marker {
    display: none;
  }
  .menu > summary::after {
    content: " ▾";
  }
  .menu > div {
    position: absolute;
    z-index: 20;
    inset-inline-end: 0;
    margin-block-start: 4px;
    min-width: 230px;
    display: grid;
    padding: 4px;
    border: 1px solid var(--cs-border);
    border-radius: var(--cs-radius);
    background: var(--cs-surface);
    box-shadow: 0 8px 28px rgb(0 0 0 / 0.22);
  }
  .menu > div button {
    border: 0;
    text-align: start;
  }
  dialog {
    width: min(720px, 92vw);
    border: 1px solid var(--cs-border);
    border-radius: var(--cs-radius);
    background: var(--cs-surface);
    color: var(--cs-text);
    padding: 16px;
  }
  dialog textarea {
    width: 100%;
    height: 300px;
    margin-block: 8px;
    font: 12.8px/1.5 var(--cs-mono);
    color: inherit;
    background: var(--cs-surface-2);
    border: 1px solid var(--cs-control);
  }
`;function br(e,{operators:t,separator:n,escape:r}){if(e===``||/\p{Surrogate}/u.test(e))return;let i=t+n+r;return[...e].map(e=>i.includes(e)||e<=` `||e===``?r+e:e).join(``)}function xr(e,{separator:t,escape:n}){let r=[``],i=!1;for(let a of e)!i&&a===t?r.push(``):(i||a!==n)&&r.push(r.pop()+a),i=!i&&a===n;return r}function Sr(e,t,n){let r=[],i=Cr(e.root),a=(t,n)=>{r.length>=500||t.type===`null`||(i.has(t)||r.push({value:n,detail:Er(e.raw(t))}),o(t,n))},o=(e,t)=>{let r=i.has(e)?wr(e):void 0;e.children?.forEach((i,o)=>{if(e.type===`array`){o<3&&a(i,t+n.separator+o);return}let[s,c]=i.children??[],l=br(String(s?.value??``),n);!c||l===void 0||r?.has(s?.value)||a(c,t+n.separator+l)})};if(t!==void 0)return o(e.root,t),r;for(let t of n.roots){let n=e.node([t]);n&&o(n,t)}return r}function Cr(e){let t=new Set,n=[e];for(let e=n.pop();e;e=n.pop()){for(let t of e.children??[])n.push(t);if(e.type===`object`&&wr(e).size!==0)for(let n=e;n&&!t.has(n);n=n.parent)t.add(n)}return t}function wr({children:e=[]}){let[t,n]=[new Set,new Set];for(let{children:[r]=[]}of e)(t.has(r?.value)?n:t).add(r?.value);return n}function Tr(e,t){return Sr(e,void 0,{...t,roots:[`user`]}).map(({value:e,detail:n})=>({value:e.slice(4+t.separator.length),detail:n}))}function Er(e){let t=e.slice(0,240).replace(/\s+/g,` `);return t.length>60?`${t.slice(0,60)}\u2026`:t}function Dr(e,t){let n=t.toLowerCase(),[r,i]=[[],[]];for(let t of e){let e=t.value.toLowerCase().indexOf(n);e===0?r.push(t):e>0&&i.push(t)}return[...r,...i]}function Or(e,t,n){let{path:r,previousNode:i}=Ce(e,t);if(r.at(-1)!==`expression`||i?.type!==`string`)return;let a=i.offset+1,o=/^(?:[^"\\]|\\.)*/.exec(e.slice(a,i.offset+i.length))?.[0]??``,s=o.length===i.length-2?a+o.length:t;if(!(t<a||t>s))return{from:a,to:s,options:Dr(n,String(i.value??``)).map(({value:e,detail:t})=>({label:e,detail:t,insert:JSON.stringify(e).slice(1,-1)}))}}function q(e,t){return I`<div class="note ${e}">${t}</div>`}function kr(e){if(e<1024)return`${e} B`;let t=e/1024;return`${Number.isInteger(t)?t:t.toFixed(1)} KB`}function J(e,t){return`${e} ${t}${e===1?``:`s`}`}var Ar=2e3;function jr(e){return Mr(e)+Nr(e)}function Mr(e){return e.length<=Ar?e:e.slice(0,Ar).replace(/[\ud800-\udbff]$/,``)}function Nr(e){let t=e.length-Mr(e).length;return t>0?`\u2026 ${t.toLocaleString(`en`)} more characters`:``}function Pr(e){return(E(e).match(/"(?:[^"\\]|\\.)*"?(?:\s*:)?|[^"]+/gs)??[]).flatMap(e=>e.endsWith(`:`)&&e.startsWith(`"`)?[I`<span class="n">${e.slice(0,-1)}</span>:`]:e.startsWith(`"`)?[I`<span class="s">${e}</span>`]:(e.match(/-?\d[\d.eE+-]*|true|false|null|[^\dtfn-]+|./gs)??[]).map(e=>/^-?\d/.test(e)?I`<span class="d">${e}</span>`:/^(?:true|false|null)$/.test(e)?I`<span class="k">${e}</span>`:I`${e}`))}var Fr={access_token:`Access token`,id_token:`ID token`,saml:`SAML attributes`};function Ir(e,t){let{configView:n,about:r,config:i}=e,a=r&&i?un(i,r.description):void 0;return I`
    <section class="panel" part="panel config" aria-labelledby="config-title">
      <header>
        <h2 id="config-title">Config</h2>
        ${a&&I`<span class="pill ${a.used>a.limit?`bad`:``}" part="counter">
            ${a.used} of ${a.limit} mappings
          </span>`}
        <div class="segments" role="group" aria-label="Show the config as">
          ${[`table`,`json`].map(e=>I`<button
              type="button"
              aria-pressed=${n===e?`true`:`false`}
              @click=${()=>t.showConfigAs(e)}
            >
              ${e===`table`?`Table`:`JSON`}
            </button>`)}
        </div>
      </header>
      <div class="body">${n===`table`?zr(e,t):Rr(e,t)}</div>
    </section>
  `}function Lr(e){let{problems:t=[],warnings:n=[]}=e.answer?.validation??{};return[...t.map(e=>({severity:`error`,place:e})),...n.map(e=>({severity:`warning`,place:e}))]}function Rr(e,t){let{config:n,state:r}=e;return I`
    <claims-editor
      id="config-editor"
      .label=${`Config as JSON`}
      .value=${r.config}
      .problems=${Lr(e).map(({severity:e,place:t})=>_r(r.config,n,t,e))}
      .complete=${(t,n)=>Or(t,n,Gr(e,!1))}
      @edit=${e=>t.edit({config:e.detail.value},`config`)}
    ></claims-editor>
  `}function zr(e,t){let{config:n}=e,r=Lr(e);if(!n){let n=vr(e.answer?.edited,`invalid_config`);return I`
      <div class="notes">
        ${q(`bad`,I`The config cannot be shown as a table.
          ${n[0]?.message??`It is too long for it.`}
            <button class="link" type="button" @click=${()=>n[0]?t.reveal(`config`,n[0]):t.showConfigAs(`json`)}>
              Show it in the JSON
            </button>`)}
      </div>
    `}let i=dn(n).filter(({id:t,rows:n})=>t!==`saml`||n.length>0||e.good?.reading.attributes),a=new Set;for(let{rows:e}of i)for(let t of e)a.add(t.place).add(t.namePlace).add(t.expressionPlace);let o=r.filter(({place:e})=>!Br(e,a));return I`
    ${i.map(n=>Hr(e,t,n,r))}
    ${o.length?Vr(t,o):R}
  `}function Br({path:e},t){return e===void 0?!1:t.has(e)||t.has(e.slice(0,e.lastIndexOf(`/`)))}function Vr(e,t){return I`<ul class="notes" aria-label="Problems and warnings">
    ${t.map(({severity:t,place:n})=>I`<li>
        ${q(t===`error`?`bad`:`odd`,I`${n.message}
            <span class="where muted">
              <code>${n.path?E(n.path):n.offset===void 0?``:`byte ${n.offset}`}</code>
              <button class="link" type="button" @click=${()=>e.reveal(`config`,n)}>
                Show in the JSON
              </button>
            </span>`)}
      </li>`)}
  </ul>`}function Hr(e,t,n,r){let i=Fr[n.id],a=n.id===`saml`;return I`
    <div class="group" role="group" aria-label="${i} mappings">
      <header><h3>${i}</h3></header>
      ${n.broken?q(`bad`,I`Something other than a list stands at <code>${n.place}</code>.`):I`
            <div class="rows" data-group=${n.id}>
              ${n.rows.length?I`<div class="row head" aria-hidden="true">
                    <span></span><span>${a?`Attribute`:`Claim`}</span>
                    <span>${a?`Path into the user`:`Expression`}</span><span></span>
                  </div>`:I`<p class="muted">
                    ${a?`No attribute is mapped.`:`Nothing is mapped into this token.`}
                  </p>`}
              ${n.rows.map((i,a)=>Ur(e,t,n,i,a,r))}
            </div>
            <button type="button" data-add=${n.id} @click=${()=>t.addRow(n)}>
              + Add ${a?`an attribute`:`a mapping`}
            </button>
          `}
    </div>
  `}function Ur(e,t,n,r,i,a){let{config:o,drag:s}=e,c=n.rows.length-1,l=E(r.name)||`row ${i+1}`,u=n.id===`saml`,d=a.filter(({place:{path:e}})=>e===r.place||e?.startsWith(`${r.place}/`)),f=u?[r.expressionPlace]:[r.namePlace,r.expressionPlace],p=e=>d.filter(({severity:t,place:n})=>t===`error`&&n.path===e).map(({place:e})=>({severity:`error`,text:e.message})),m=d.filter(({severity:e,place:{path:t=``}})=>e===`warning`||!f.includes(t)),h=(e,r)=>{e!==void 0&&t.edit({config:e},`${n.id} ${i} ${r}`)},g=s?.group===n.id?s:void 0,_=g&&g.to===i&&g.to!==g.from;return I`
    <div
      class="row ${g?.from===i?`dragged`:``} ${_?`target`:``} ${_&&g.to>g.from?`below`:``}"
      role="group"
      aria-label="Mapping ${i+1}: ${l}"
      data-row=${i}
    >
      <button
        type="button"
        class="plain handle"
        aria-label="Move ${l}"
        title="Drag, or press the arrow keys, to move this row"
        @pointerdown=${e=>t.startDrag(e,n,i)}
        @keydown=${e=>{let r=e.key===`ArrowUp`?-1:+(e.key===`ArrowDown`);r!==0&&(e.preventDefault(),t.moveRow(n,i,i+r))}}
      >
        ⠿
      </button>
      <claims-field
        class="name"
        .label=${u?`Attribute name`:`Claim name`}
        .placeholder=${u?`attribute`:`https://shop.example/country`}
        .value=${r.name}
        .messages=${u?[]:p(r.namePlace)}
        .monospace=${!0}
        .disabled=${r.broken}
        @edit=${e=>h(o&&_n(o,n,i,e.detail.value),`name`)}
      ></claims-field>
      <claims-field
        class="expression"
        .label=${u?`Path into the user`:`Expression`}
        .placeholder=${u?`app_metadata.tier`:`anonymous_session.metadata.country`}
        .value=${r.expression}
        .messages=${p(r.expressionPlace)}
        .monospace=${!0}
        .disabled=${r.broken}
        .suggest=${Kr(e,u)}
        @edit=${e=>h(o&&vn(o,n,i,e.detail.value),`expression`)}
      ></claims-field>
      <div class="tools">
        <button type="button" class="plain" data-tool="up" aria-label="Move ${l} up"
          ?disabled=${i===0} @click=${()=>t.moveRow(n,i,i-1)}>↑</button>
        <button type="button" class="plain" data-tool="down" aria-label="Move ${l} down"
          ?disabled=${i===c} @click=${()=>t.moveRow(n,i,i+1)}>↓</button>
        <button type="button" class="plain" data-tool="remove" aria-label="Remove ${l}"
          @click=${()=>t.removeRow(n,i)}>✕</button>
      </div>
      ${m.map(({severity:e,place:t})=>e===`error`?I`<div class="whole">${q(`bad`,t.message)}</div>`:I`<p class="whole hint">${t.message}</p>`)}
    </div>
  `}var Wr;function Gr({session:e,about:t,answer:n},r){if(!e||!t||!n)return[];let{bareRoot:i}=n;if(Wr?.session!==e||Wr.bareRoot!==i||Wr.attributes!==r){let n=t.description.expressions;Wr={session:e,bareRoot:i,attributes:r,list:r?Tr(e,n):Sr(e,i,n)}}return Wr.list}function Kr(e,t){return n=>Dr(Gr(e,t),n)}function qr(e,t){return I`<details class="menu" @focusout=${Yr} @keydown=${Xr}>
    <summary>${e}</summary>
    <div>
      ${t.map(({label:e,disabled:t=!1,choose:n})=>I`<button
          type="button"
          ?disabled=${t}
          @click=${e=>{Jr(e.currentTarget.closest(`details`)),n()}}
        >
          ${e}
        </button>`)}
    </div>
  </details>`}function Jr(e){e&&(e.querySelector(`summary`)?.focus(),e.open=!1)}function Yr(e){let t=e.currentTarget;e.relatedTarget instanceof Node&&t.contains(e.relatedTarget)||(t.open=!1)}function Xr(e){let t=e.currentTarget;e.key===`Escape`&&t.open&&Jr(t)}var Zr={session_id:`sess_12345`,user_id:`anon|a7f3b2c9e1`,created_at:`2026-05-01T10:00:00Z`,expires_at:`2026-05-31T10:00:00Z`},Qr={user_id:`auth0|5f7c8ec7c33c6c004bbafe82`,email:`ana@shop.example`,email_verified:!0,name:`Ana García`,user_metadata:{language:`es-ES`},app_metadata:{tier:`gold`,employee_id:`e-1042`}},$r=[{label:`Session id only`,session:Zr},{label:`Personalization`,session:{...Zr,metadata:{country:`Spain`,language:`es-ES`,theme:`dark`,"utm.source":`newsletter`}}},{label:`Guest checkout`,session:{...Zr,metadata:{country:`Spain`,cart_id:`cart:0987654321`,items:`3`,currency:`EUR`}}},{label:`Login with scopes and code`,session:{anonymous_session:{...Zr,metadata:{cart_id:`cart:0987654321`}},user:Qr,scope:`openid profile email`,custom_claims:{access_token:[{name:`https://shop.example/plan`,value:`family`},{name:`email`,value:Qr.email}],id_token:[{name:`loyalty`,value:{points:1200,since:2021}}]}}},{label:`SAML`,session:{user:Qr,protocol:`samlp`,custom_claims:{id_token:[{name:`app_metadata`,value:{tier:`platinum`}}]}}}],ei=`https://api.shop.example`;function ti(e){let t=`https://${e}/userinfo`;return[{label:`An API of your own`,audience:[ei]},{label:`Management API`,audience:[`https://${e}/api/v2/`]},{label:`Userinfo`,audience:[t]},{label:`MFA API`,audience:[`https://${e}/mfa/`]},{label:`Your API and userinfo`,audience:[ei,t]}]}var ni=[`tenant`,`domain`],Y=[`tenant`,`custom_domains`],X=[`tenant`,`migrations`,`custom_claims_must_be_namespaced`];function ri(e,t){let{state:n,config:r,answer:i}=e,a=r?.string(ni)??``,o=[ni,Y,X].every(e=>r?.canSet(e)),s=ti(a||`tenant.us.auth0.com`),c=vr(i?.edited,`invalid_audience`);return I`
    <section class="panel" part="panel request" aria-labelledby="request-title">
      <header>
        <h2 id="request-title">Request and tenant</h2>
        ${qr(`Choose an audience`,s.map(({label:e,audience:n})=>({label:e,choose:()=>t.edit({audience:n})})))}
      </header>
      <div class="body">
        <div>
          ${si(t,`Audience`,`https://api.shop.example`,{list:n.audience,least:1,replace:(e,r,i)=>t.edit({audience:n.audience.with(e,r)},i),remove:e=>t.edit({audience:n.audience.toSpliced(e,1)}),add:()=>t.edit({audience:[...n.audience,``]})})}
          ${c.map(({message:e})=>q(`bad`,e))}
        </div>
        <fieldset ?disabled=${!o}>
          <legend class="visually-hidden">Tenant</legend>
          <div class="fields">${ii(e,t,a)}</div>
        </fieldset>
        ${o?R:q(``,`The tenant can be edited here once the config and its tenant are objects.`)}
      </div>
    </section>
  `}function ii(e,t,n){let{config:r}=e,i=ai(e,ni),a=(e,n,i)=>{r?.canSet(e)&&t.edit({config:r.set(e,n)},i)};return I`
    <div class="field">
      <label for="domain">Tenant domain</label>
      <input
        id="domain"
        type="text"
        class="mono"
        placeholder="tenant.us.auth0.com"
        aria-invalid=${i?`true`:R}
        aria-describedby=${i?`domain-problem`:R}
        .value=${Vn(n)}
        @input=${e=>a(ni,e.target.value||void 0,`domain`)}
      />
      ${i?I`<div id="domain-problem">${q(`bad`,i)}</div>`:R}
    </div>
    ${r?si(t,`Custom domain`,`login.shop.example`,oi(r,e,t)):R}
    <label class="switch">
      <input
        type="checkbox"
        role="switch"
        .checked=${Vn(r?.value(X)===!0)}
        @change=${e=>a(X,e.target.checked)}
      />
      <span>
        Legacy mode<br />
        <span class="muted">Custom claims must be namespaced</span>
      </span>
    </label>
  `}function ai({answer:e},t){let n=t.map(e=>`/${e}`).join(``);return e?.validation?.problems.find(e=>e.path===n)?.message}function oi(e,t,n){let r=e.node(Y),i=r?.type===`array`?r.children??[]:[];return{list:i.map(t=>t.type===`string`?String(t.value):e.raw(t)),least:0,problem:ai(t,Y),problems:i.map((e,n)=>ai(t,[...Y,n])),replace:(t,r,i)=>n.edit({config:e.set([...Y,t],r)},i),remove:t=>{let a=i.length>1?i[t]:r;a&&n.edit({config:e.remove(a)})},...(!r||r.type===`array`)&&{add:()=>n.edit({config:e.append(Y,``)})}}}function si(e,t,n,{list:r,least:i,problem:a,problems:o=[],replace:s,remove:c,add:l}){let u=`problem-${t.toLowerCase().replaceAll(` `,`-`)}`,d=e=>e<0?`[data-list="${t}"] .link`:`[data-list="${t}"] li:nth-child(${e+1}) input`;return I`
    <fieldset>
      <legend>${t}</legend>
      <ul class="list" data-list=${t}>
        ${r.map((a,l)=>I`<li>
            <input
              type="text"
              class="mono"
              aria-label="${t} ${l+1}"
              aria-invalid=${o[l]?`true`:R}
              aria-describedby=${o[l]?`${u}-${l}`:R}
              placeholder=${n}
              .value=${Vn(a)}
              @input=${e=>s(l,e.target.value,`${t} ${l}`)}
            />
            ${r.length>i?I`<button
                  type="button"
                  class="plain"
                  aria-label="Remove ${t.toLowerCase()} ${l+1}"
                  @click=${()=>{e.focusNext(d(Math.min(l,r.length-2))),c(l)}}
                >
                  ✕
                </button>`:R}
            ${o[l]?I`<div id="${u}-${l}" class="wide">${q(`bad`,o[l])}</div>`:R}
          </li>`)}
        <li>
          <button class="link" type="button" ?disabled=${!l} @click=${()=>{e.focusNext(d(r.length)),l?.()}}>
            + Add ${r.length?`another`:`one`}<span class="visually-hidden"> ${t.toLowerCase()}</span>
          </button>
        </li>
      </ul>
      ${a?q(`bad`,a):R}
    </fieldset>
  `}function ci(e,t){if(!e.fix)return;let{code:n,scope:r,path:i,expression:a}=e.fix;switch(n){case`rename_claim`:case`namespace_claim`:return li(e,t);case`change_audience`:return{label:`Request the token for ${ei}`,change:{audience:[ei]}};case`grant_scope`:return r===void 0?void 0:hi(r,t);case`change_expression`:return a===void 0?void 0:ui(e,a,t);case`add_user`:return vi(e,t);case`set_value`:return i===void 0?void 0:xi(i,t);default:return}}function li(e,t){let{config:n,session:r}=t,i=fi(e,t);if([...i].length>t.description.limits.claim_name_characters)return;let a=`Rename to ${i}`;if(e.source===`mapping`){let t=di(e,n);return t&&{label:a,change:{config:_n(t.config,t.group,t.index,i)}}}let o=r?.value([`custom_claims`,e.token]),s=Array.isArray(o)?o.findIndex(t=>{let n=(t?.value??null)!==null;return t?.name===e.claim&&(e.reason!==`overridden`||n)}):-1;if(!r||s<0)return;let c=r.set([`custom_claims`,e.token,s,`name`],i);return{label:`${a} in the code`,change:{session:c}}}function ui(e,t,{config:n}){let r=di(e,n);return r&&{label:`Change the expression to ${t}`,change:{config:vn(r.config,r.group,r.index,t)}}}function di({claim:e,token:t},n){let r=n&&dn(n).find(({id:e})=>e===t),i=r?.rows.findIndex(t=>t.name===e)??-1;return n&&r&&i>=0?{config:n,group:r,index:i}:void 0}function fi({claim:e,token:t},{config:n,decisions:r,description:i}){let a=/^(?:https?:[/\\]{2}|urn:)/i.test(e)?e.match(/[^/\\:]*$/)?.[0]??``:e,{system_claim:o,forbidden_namespaces:s}=i,c=pi(n,r,s.hosts)+(a||`claim`),l=new Set(r.filter(e=>e.token===t).map(e=>e.claim.toLowerCase()));for(let e of mi(n))l.add((o.prefix+e+o.suffix).toLowerCase());let u=c;for(let e=2;l.has(u.toLowerCase());e++)u=`${c}_${e}`;return u}function pi(e,t,n){let r=t.find(({claim:e,verdict:t})=>t===`added`&&/^https?:\/\/[^/]+\/./i.test(e));if(r)return r.claim.slice(0,r.claim.lastIndexOf(`/`)+1);let[,...i]=mi(e);return`https://${i.find(e=>/^[\w.-]+$/.test(e)&&!n.some(t=>`.${e.toLowerCase()}`.endsWith(`.${t}`)))??`claims.example`}/`}function mi(e){let t=e?.value([`tenant`,`custom_domains`]);return[e?.value([`tenant`,`domain`]),...Array.isArray(t)?t:[]].map(e=>typeof e==`string`?e:``)}function hi(e,t){let n=_i(t,[...gi(t),e]);return n===void 0?void 0:{label:`Grant the scope ${e}`,change:{session:n}}}function gi({session:e,bareRoot:t}){return(t===void 0?e?.string([`scope`]):void 0)?.split(` `).filter(e=>e!==``)??[]}function _i({session:e,bareRoot:t},n){let r=n.join(` `);return yi({session:e,bareRoot:t},`scope`,r)}function vi({expression:e},t){let n=yi(t,`user`,{}),r=n===void 0?void 0:w.read(n);return!r||e===void 0?void 0:{label:`Add a user with a sample value`,change:{session:r.set(xr(e,t.description.expressions),bi)}}}function yi({session:e,bareRoot:t},n,r){if(e?.root.type!==`object`)return;if(t===void 0)return e.set([n],r);let i=e.raw(e.root).replaceAll(`
`,`
  `),a=`${JSON.stringify(n)}: ${JSON.stringify(r)}`;return`{
  ${JSON.stringify(t)}: ${i},
  ${a}
}
`}var bi=`sample`;function xi(e,{session:t}){if(t)try{let n=t.set(t.path(e),bi);return{label:`Put a sample value at ${e}`,change:{session:n}}}catch{return}}function Si(e,{config:t,session:n,audience:r,bareRoot:i},{profile_claims:a}){let o=i===void 0?[`anonymous_session`]:[],s=n?.node([`user`])?.type===`object`?[`user`,`user_id`]:[...o,`user_id`],c=Date.parse(n?.string([...o,`created_at`])??``),l=Math.floor((Number.isNaN(c)?Date.UTC(2026,0,1):c)/1e3),u=i===void 0?n?.string([`scope`]):void 0,d=new Set(u?.split(` `)),f=t?.string([`client_id`])??`client_id`,p=[],m=(e,t)=>{t!==void 0&&p.push({name:e,text:JSON.stringify(t)})},h=(e,t)=>{let r=n?.node(t);n&&r&&p.push({name:e,text:n.raw(r)})},g=()=>{for(let[e,t]of Object.entries(a))if(d.has(e))for(let e of t)h(e,[`user`,e])};return e===`userinfo`?(h(`sub`,s),g(),p):(m(`iss`,`https://${t?.string([`tenant`,`domain`])||`tenant.example`}/`),h(`sub`,s),m(`aud`,e===`id_token`?f:r.length===1?r[0]:r),m(`iat`,l),m(`exp`,l+86400),e===`id_token`?g():(m(`azp`,f),m(`scope`,u)),p)}var Ci={access_token:`the access token`,id_token:`the ID token`,userinfo:`userinfo`,saml:`the SAML assertion`};function wi({answer:e}){let t=e&&jn(e.saved,e.edited);return Array.isArray(t)?t.length:0}function Ti(e){let{answer:t,config:n}=e;if(!t)return R;let r=n?.value(X)===!0;return I`
    <div class="changes" part="changes">
      <h3>The edited config against the saved one</h3>
      ${e.state.saved===e.state.config?I`<p class="muted">The config is as it was saved.</p>`:Ei(jn(t.saved,t.edited),`The edits change no token.`)}
    </div>
    ${t.otherMode?I`<div class="changes">
          <h3>${r?`After the migration from legacy mode`:`If the tenant were in legacy mode`}</h3>
          ${Ei(jn(t.edited,t.otherMode),`It would change no token.`)}
        </div>`:R}
    ${t.edited.reading?.logs.length?I`<details>
          <summary>Entry in the tenant's log</summary>
          <pre class="payload" tabindex="0" role="region" aria-label="Log entry">${t.edited.reading.logs.map(e=>E(JSON.stringify(e,null,2)))}</pre>
        </details>`:R}
  `}function Ei(e,t){return typeof e==`string`?q(`bad`,e):e.length===0?I`<p class="muted">${t}</p>`:I`
    <p class="muted">${J(e.length,`claim`)} would differ.</p>
    <ul class="changes">
      ${e.map(Di)}
    </ul>
  `}function Di({token:e,claim:t,before:n,after:r}){let[i,a,o]=n===void 0?[`added`,`+`,`added to`]:r===void 0?[`removed`,`−`,`removed from`]:[`changed`,`~`,`changed in`];return I`
    <li class="change ${i}">
      <span class="sign" aria-hidden="true">${a}</span>
      <span><code>${E(t)}</code> <span class="muted">${o} ${Ci[e]}</span></span>
      <span class="values mono">
        ${n===void 0?R:I`<del>${Pr(jr(n))}</del>`}
        ${n!==void 0&&r!==void 0?` → `:R}
        ${r===void 0?R:I`<ins>${Pr(jr(r))}</ins>`}
      </span>
    </li>
  `}var Z=(e,t)=>{let n=e._$AN;if(n===void 0)return!1;for(let e of n)e._$AO?.(t,!1),Z(e,t);return!0},Oi=e=>{let t,n;do{if((t=e._$AM)===void 0)break;n=t._$AN,n.delete(e),e=t}while(n?.size===0)},ki=e=>{for(let t;t=e._$AM;e=t){let n=t._$AN;if(n===void 0)t._$AN=n=new Set;else if(n.has(e))break;n.add(e),Mi(t)}};function Ai(e){this._$AN===void 0?this._$AM=e:(Oi(this),this._$AM=e,ki(this))}function ji(e,t=!1,n=0){let r=this._$AH,i=this._$AN;if(i!==void 0&&i.size!==0){if(t){if(Array.isArray(r))for(let e=n;e<r.length;e++)Z(r[e],!1),Oi(r[e]);else r!=null&&(Z(r,!1),Oi(r))}else Z(this,e)}}var Mi=e=>{e.type==W.CHILD&&(e._$AP??=ji,e._$AQ??=Ai)},Ni=class extends In{constructor(){super(...arguments),this._$AN=void 0}_$AT(e,t,n){super._$AT(e,t,n),ki(this),this.isConnected=e._$AU}_$AO(e,t=!0){e!==this.isConnected&&(this.isConnected=e,e?this.reconnected?.():this.disconnected?.()),t&&(Z(this,e),Oi(this))}setValue(e){if(Rn(this._$Ct))this._$Ct._$AI(e,this);else{let t=[...this._$Ct._$AH];t[this._$Ci]=e,this._$Ct._$AI(t,this,0)}}disconnected(){}reconnected(){}},Pi=new WeakMap,Fi=Fn(class extends Ni{render(e){return R}update(e,[t]){let n=t!==this.G;return n&&this.rt(void 0),(n||this.lt!==this.ct)&&(this.G=t,this.ht=e.options?.host,this.rt(this.ct=e.element)),R}rt(e){if(this.G!==void 0){if(this.isConnected||(e=void 0),typeof this.G==`function`){let t=this.ht??globalThis,n=Pi.get(t);n===void 0&&(n=new WeakMap,Pi.set(t,n)),n.get(this.G)!==void 0&&this.G.call(this.ht,void 0),n.set(this.G,e),e!==void 0&&this.G.call(this.ht,e)}else this.G.value=e}}get lt(){return typeof this.G==`function`?Pi.get(this.ht??globalThis)?.get(this.G):this.G?.value}disconnected(){this.lt===this.ct&&this.rt(void 0)}reconnected(){this.rt(this.ct)}});function Ii({payload:e,decisions:t,warnings:n},r,i){let a=e[r];if(!a||!i)return R;let{payload_warning_bytes:o,payload_serious_warning_bytes:s}=i.description.limits,c=t.filter(e=>e.token===r&&e.verdict===`added`).sort((e,t)=>t.bytes-e.bytes),l=c[0]?.bytes??1,u=a.bytes>a.limit?`bad`:a.bytes>o?`odd`:``;return I`
    <div class="ledger" part="ledger">
      <h3>${kr(a.bytes)} of custom claims</h3>
      ${Li(a,[o,s],u)}
      ${n.filter(e=>e.token===r).map(({message:e})=>q(`odd`,e))}
      ${c.length?I`<table>
            <thead>
              <tr><th>Claim</th><th></th><th class="number">Bytes</th></tr>
            </thead>
            <tbody>
              ${c.map(({claim:e,bytes:t})=>I`<tr>
                  <td><code>${E(e)}</code></td>
                  <td>
                    <span class="share" aria-hidden="true"
                      ><i ${Ri(`width`,`${100*t/l}%`)}></i
                    ></span>
                  </td>
                  <td class="number">${t.toLocaleString(`en`)}</td>
                </tr>`)}
            </tbody>
          </table>`:R}
    </div>
  `}function Li({bytes:e,limit:t},n,r){let i=e=>`${Math.min(100,100*Math.log1p(e/64)/Math.log1p(t/64))}%`;return I`
    <div
      class="gauge"
      role="meter"
      aria-label="Size of the custom claims"
      aria-valuemin="0"
      aria-valuemax=${t}
      aria-valuenow=${Math.min(e,t)}
      aria-valuetext="${kr(e)} of ${kr(t)}"
    >
      <div class="bar"><i class=${r} ${Ri(`width`,i(e))}></i></div>
      ${[...n,t].map(e=>I`<div
          class="mark ${e===t?`last`:``}"
          ${Ri(`inset-inline-start`,i(e))}
        >
          <span>${kr(e)}</span>
        </div>`)}
    </div>
  `}function Ri(e,t){return Fi(n=>n?.style.setProperty(e,t))}var zi={access_token:`Access token`,id_token:`ID token`,userinfo:`Userinfo`,saml:`SAML`,changes:`Before and after`},Bi=new Map([[`invalid_config`,`config`],[`invalid_session`,`session`]]);function Vi(e,t){let n=Hi(e.good?.reading),r=n.includes(e.tab)?e.tab:`access_token`;return I`
    <section class="panel result" part="panel result" aria-label="Result">
      <div class="tabs" role="tablist" aria-label="Tokens" part="tabs" @keydown=${Ki}>
        ${n.map(n=>Gi(e,t,n,n===r))}
      </div>
      <div class="body" role="tabpanel" id="result" aria-labelledby="tab-${r}" tabindex="-1">
        ${qi(e,t)} ${e.good?Ji(e,t,e.good,r):R}
      </div>
    </section>
  `}function Hi(e){let t=[`access_token`];return e?.tokens.id_token&&t.push(`id_token`),e?.tokens.userinfo&&t.push(`userinfo`),e?.attributes&&t.push(`saml`),[...t,`changes`]}function Ui(e,t){if(t!==`userinfo`)return Wi(e,t);let n=new Set(e.tokens.userinfo?.map(({name:e})=>e));return Wi(e,`id_token`).filter(({claim:e})=>!n.has(e))}function Wi(e,t){return e.decisions.filter(e=>e.token===t&&e.verdict===`ignored`)}function Gi(e,t,n,r){let i=n===`changes`?wi(e):e.good&&Ui(e.good.reading,n).length;return I`<button
    type="button"
    role="tab"
    id="tab-${n}"
    aria-controls="result"
    aria-selected=${r?`true`:`false`}
    tabindex=${r?0:-1}
    @click=${()=>t.show(n)}
  >
    ${zi[n]}${i?I`<span class="pill ${n===`changes`?``:`odd`}"
          >${i}${n===`changes`?R:I`<span class="visually-hidden"> ${i===1?`claim`:`claims`}</span> missing`}</span
        >`:R}
  </button>`}function Ki(e){let t=[...e.currentTarget.querySelectorAll(`[role="tab"]`)],n=t.indexOf(e.target),r={ArrowRight:n+1,ArrowLeft:n-1,Home:0,End:t.length-1}[e.key];if(r===void 0)return;e.preventDefault();let i=t.at(r%t.length);i?.click(),i?.focus()}function qi(e,t){let{answer:n,trouble:r,good:i,stale:a}=e,o=a&&i?I`<p><span class="pill odd" part="stale">Last good result</span></p>`:R;if(r!==void 0)return I`${q(`bad`,r)} ${o}`;if(!n)return I`<p class="muted">Loading the engine…</p>`;let{failure:s,reading:c}=n.edited,l=s??c.error;if(!l)return R;let u=Bi.get(l.code);return I`
    ${q(`bad`,I`<strong>${l.message}</strong>
        <ul>
          ${s?.problems.map(e=>I`<li>
              ${e.message}
              ${u?I`<button
                    class="link"
                    type="button"
                    @click=${()=>t.reveal(u,e)}
                  >
                    Show ${e.path?E(e.path):`byte ${e.offset}`}
                  </button>`:R}
            </li>`)}
        </ul>`)}
    ${c?.error?Ii(c,c.error.token,e.about):R}
    ${o}
  `}function Ji(e,t,{reading:n,inputs:r},i){if(i===`changes`)return Ti(e);let a=i===`saml`?Zi(n.attributes??[]):Yi(e.about,n,r,i);return I`
    <div class=${e.stale?`stale`:``}>${a}</div>
    ${Qi(e,t,Ui(n,i))}
    ${i===`userinfo`?R:Ii(n,i,e.about)}
  `}function Yi(e,t,n,r){let i=t.tokens[r]??[],a=new Set(i.map(({name:e})=>e)),o=[...(e?Si(r,n,e.description).filter(({name:e})=>!a.has(e)):[]).map(e=>({claim:e,of:`standard`})),...i.map(e=>({claim:e,of:`custom`}))],s=o.flatMap(({claim:e,of:t},n)=>Xi(e,n<o.length-1).map(e=>I`<span class=${t}>${e}</span>`));return I`
    <p class="muted">
      ${J(i.length,`custom claim`)}, marked; the others are the provider's own, as an example.
    </p>
    <pre class="payload" part="payload" tabindex="0" role="region" aria-label="Payload"><span>{</span>${s}<span>}</span></pre>
  `}function Xi({name:e,text:t},n){let[r=``,...i]=Fe(Mr(t)),a=[`  ${JSON.stringify(e)}: ${r}`,...i.map(e=>`  ${e}`)];return a.push(a.pop()+Nr(t)),a.map((e,t)=>Pr(n&&t===a.length-1?`${e},`:e))}function Zi(e){return e.length===0?I`<p class="muted">The assertion has no attribute.</p>`:I`
    <table part="attributes">
      <thead>
        <tr><th>Attribute</th><th>Type</th><th>Values</th></tr>
      </thead>
      <tbody>
        ${e.map(({name:e,format:t,type:n,values:r})=>I`<tr>
            <td>
              <code>${E(e)}</code><br />
              <span class="muted">${E(t)}</span>
            </td>
            <td><code>${E(n)}</code></td>
            <td>${r.map(e=>I`<div class="mono">${Pr(jr(e))}</div>`)}</td>
          </tr>`)}
      </tbody>
    </table>
  `}function Qi(e,t,n){return n.length===0?R:I`
    <div>
      <h3>Missing: ${J(n.length,`claim`)}</h3>
      <ul class="missing" part="missing">
        ${n.map(n=>$i(e,t,n))}
      </ul>
    </div>
  `}function $i(e,t,n){let{config:r,session:i,about:a,answer:o,good:s,stale:c}=e,l=s?.reading.decisions??[],{reasons:u=[],rules:d=[]}=a?.description??{},f=u.find(({code:e})=>e===n.reason)?.says,p=d.find(({code:e})=>e===n.rule)?.says,m=a&&!c?ci(n,{config:r,session:i,bareRoot:o?.bareRoot,decisions:l,description:a.description}):void 0;return I`
    <li>
      <span class="name">
        <code>${E(n.claim)}</code>
        <span class="muted">
          ${n.source===`mapping`?I`from <code>${E(n.expression??``)}</code>`:`set by code`}
        </span>
      </span>
      <span>${f??n.reason}${n.needs?I` It needs <code>${E(n.needs)}</code>.`:R}</span>
      <span class="rule muted"
        ><span class="pill">${n.rule}</span><span class="visually-hidden">: </span>${p}</span
      >
      <span class="muted">${n.hint}</span>
      ${m?I`<button type="button" class="fix" @click=${()=>{t.focusNext(`#result`),t.follow(m.change)}}>
            ${E(m.label)}
          </button>`:R}
    </li>
  `}function ea(e,t){let{state:n,session:r,answer:i}=e,a=vr(i?.edited,`invalid_session`);return I`
    <section class="panel" part="panel session" aria-labelledby="session-title">
      <header>
        <h2 id="session-title">Sample session</h2>
        ${qr(`Load a sample`,$r.map(({label:e,session:n})=>({label:e,choose:()=>t.edit({session:`${JSON.stringify(n,null,2)}
`})})))}
      </header>
      <div class="body">
        ${ta(e,t)}
        <claims-editor
          id="session-editor"
          .label=${`Sample session as JSON`}
          .value=${n.session}
          .problems=${a.map(e=>_r(n.session,r,e,`error`))}
          @edit=${e=>t.edit({session:e.detail.value},`session`)}
        ></claims-editor>
      </div>
    </section>
  `}function ta(e,t){let{session:n,about:r,answer:i}=e,a={session:n,bareRoot:i?.bareRoot},o=gi(a),s=[`openid`,...Object.keys(r?.description.profile_claims??{})],c=n?.root.type===`object`&&i!==void 0,l=e=>{let n=_i(a,e);n!==void 0&&t.follow({session:n})};return I`
    <fieldset ?disabled=${!c}>
      <legend>Granted scopes</legend>
      <div class="chips">
        ${[...new Set([...s,...o])].map(e=>{let t=o.includes(e);return I`<button
            type="button"
            aria-pressed=${t?`true`:`false`}
            @click=${()=>l(t?o.filter(t=>t!==e):[...o,e])}
          >
            ${e}
          </button>`})}
        <input
          type="text"
          aria-label="Grant another scope"
          placeholder="another…"
          @keydown=${e=>{let t=e.target,n=t.value.trim();e.key!==`Enter`||n===``||(t.value=``,o.includes(n)||l([...o,n]))}}
        />
      </div>
    </fieldset>
  `}var na=100,ra=1500,ia=class extends H{static styles=[yr,cr,$n];static properties={config:{noAccessor:!0},session:{noAccessor:!0},audience:{noAccessor:!0},saved:{noAccessor:!0,attribute:!1},state:{noAccessor:!0,attribute:!1},workerUrl:{attribute:`worker-url`},moduleUrl:{attribute:`module-url`}};#e={saved:`{}`,config:`{}`,session:`{}`,audience:[``]};#t=w.read(`{}`);#n=w.read(`{}`);#r=[];#i=[];#a;#o=0;#s;#c;#l;#u;#d;#f;#p;#m;#h=`access_token`;#g=`table`;#_;#v;#y=``;#b;#x;#S;get config(){return this.#e.saved}set config(e){let t=aa(e);this.#E({...this.#e,saved:t,config:t})}get saved(){return this.#e.saved}set saved(e){this.#T({...this.#e,saved:aa(e)})}get session(){return this.#e.session}set session(e){this.#E({...this.#e,session:aa(e)})}get audience(){return this.#e.audience}set audience(e){let t=typeof e==`string`?[e]:[...e??[``]];this.#E({...this.#e,audience:t})}get state(){return this.#e}set state({saved:e,config:t,session:n,audience:r}){let i={saved:e,config:t,session:n,audience:[...r]};this.#r.length===0?this.#E(i):this.edit(i)}connectedCallback(){super.connectedCallback(),this.requestUpdate()}willUpdate(e){(e.has(`workerUrl`)||e.has(`moduleUrl`))&&this.#C(),this.isConnected&&!this.#s&&this.#w()}#C(){this.#s?.close(),this.#s=void 0}#w(){let{workerUrl:e,moduleUrl:t}=this,n=()=>e?new Worker(new URL(e,D.baseURI),{type:`module`}):new Worker(new URL(new URL(`worker-BneW4ojc.js`,import.meta.url).href,``+import.meta.url),{type:`module`}),r=t?new URL(t,D.baseURI):new URL(new URL(`claims.wasm`,import.meta.url).href,``+import.meta.url);this.#s=new ur(r,n,{ready:(e,t)=>{this.#l=e,this.#u=t,this.requestUpdate()},answered:(e,t)=>this.#L(e,t),failed:e=>{this.#m=`The engine did not answer. ${e}`,this.#y=this.#m,this.requestUpdate()}}),this.#F()}disconnectedCallback(){super.disconnectedCallback(),this.#C()}#T(e){let{config:t,session:n}=this.#e;this.#e=e,t!==e.config&&(this.#t=w.read(e.config)),n!==e.session&&(this.#n=w.read(e.session)),this.#F(),this.requestUpdate()}#E(e){this.#r=[],this.#i=[],this.#a=void 0,this.#T(e)}edit(e,t){let n=performance.now();(t===void 0||t!==this.#a||n-this.#o>ra)&&(this.#r=[...this.#r.slice(1-na),this.#e]),this.#i=[],this.#a=t,this.#o=n,this.#S??=n,this.#b=void 0,this.#T({...this.#e,...e}),this.#M()}follow(e){this.#P&&this.edit(e)}focusNext(e){this.#v=e}#D(){this.#k(this.#r,this.#i)}#O(){this.#k(this.#i,this.#r)}#k(e,t){let n=e.pop();n&&(t.push(this.#e),this.#a=void 0,this.#T({...n,saved:this.#e.saved}),this.#M())}#A(){this.edit({config:this.#e.saved})}#j(){let e=this.#d;if(!this.#P||!e?.validation.valid)return;this.#a=void 0;let t=jn(e.saved,e.edited),n={config:this.#e.config,effect:t},r=new CustomEvent(`save`,{detail:n,bubbles:!0,composed:!0,cancelable:!0});this.dispatchEvent(r)&&(this.saved=this.#e.config,this.#M())}#M(){let e=this.#e.saved!==this.#e.config,t={...this.#e,changed:e};this.dispatchEvent(new CustomEvent(`change`,{detail:t,bubbles:!0,composed:!0}))}#N(e,t){return t===this.#e[e]?e===`config`?this.#t:this.#n:w.read(t)}get#P(){return this.#f!==void 0&&this.#f===this.#c}#F(){if(!this.#s)return;let e=this.#I();this.#c={state:this.#e,...e!==void 0&&{otherMode:e}},this.#s.ask(this.#c)}#I(){let e=this.#t?.value(X)===!0;return this.#t?.canSet(X)?this.#t.set(X,!e):void 0}#L(e,t){this.#d=t,this.#f=e,this.#m=void 0;let{reading:n}=t.edited;if(n&&!n.error){let{config:r,session:i,audience:a}=e.state,o={config:this.#N(`config`,r),session:this.#N(`session`,i)};this.#p={reading:n,inputs:{...o,audience:a,bareRoot:t.bareRoot}}}e===this.#c&&(this.#y=oa(t)),this.requestUpdate()}show(e){this.#h=e,this.requestUpdate()}showConfigAs(e){this.#g=e,this.requestUpdate()}async reveal(e,t){if(e===`config`){let e=this.#g===`table`?this.#R(t):void 0;if(e){e.focus();return}this.showConfigAs(`json`)}await this.updateComplete;let[n,r]=e===`config`?[this.#e.config,this.#t]:[this.#e.session,this.#n],{from:i,to:a}=_r(n,r,t,`error`);this.renderRoot.querySelector(`#${e}-editor`)?.reveal(i,a)}#R({path:e}){for(let{id:t,rows:n}of this.#t?dn(this.#t):[]){let r=n.findIndex(t=>e===t.namePlace||e===t.expressionPlace);if(r<0)continue;let i=`[data-group="${t}"] [data-row="${r}"] ${e===n[r]?.expressionPlace?`.expression`:`.name`} input`;return this.renderRoot.querySelector(i)??void 0}}addRow(e){this.#t&&(this.#v=`[data-group="${e.id}"] [data-row="${e.rows.length}"] input`,this.edit({config:yn(this.#t,e)}))}removeRow(e,t){if(!this.#t)return;let n=Math.min(t,e.rows.length-2);this.#v=n<0?`[data-add="${e.id}"]`:`[data-group="${e.id}"] [data-row="${n}"] [data-tool="remove"]`,this.edit({config:bn(this.#t,e,t)})}moveRow(e,t,n){if(!this.#t||n<0||n>=e.rows.length||t===n)return;let r=this.renderRoot.activeElement?.getAttribute(`data-tool`),i=`[data-group="${e.id}"] [data-row="${n}"]`,a=n===0?`up`:n===e.rows.length-1?`down`:void 0;this.#v=r&&r!==a?`${i} [data-tool="${r}"]`:`${i} .handle`,this.edit({config:xn(this.#t,e,t,n)})}startDrag(e,t,n){if(e.button!==0)return;let r=e.currentTarget,i=r.closest(`.rows`);if(!i)return;r.setPointerCapture(e.pointerId);let a=new AbortController,{signal:o}=a,s=({clientY:e})=>{let r=[...i.querySelectorAll(`[data-row]`)],a=r.findIndex(t=>e<t.getBoundingClientRect().bottom);this.#_={group:t.id,from:n,to:a<0?r.length-1:a},this.requestUpdate()},c=e=>{a.abort();let r=this.#_?.to??n;this.#_=void 0,this.requestUpdate(),e&&this.moveRow(t,n,r)};r.addEventListener(`pointermove`,s,{signal:o}),r.addEventListener(`pointerup`,()=>c(!0),{signal:o}),r.addEventListener(`pointercancel`,()=>c(!1),{signal:o})}async#z(e,t){this.#y=``,this.requestUpdate();try{await navigator.clipboard.writeText(t),this.#b=e,this.#y=`Copied: ${e}.`}catch{this.#x={what:e,text:t}}this.requestUpdate()}render(){let e=this.#V();return I`
      ${this.#H(e)}
      <div class="columns">
        <div class="inputs" part="inputs">
          ${Ir(e,this)} ${ea(e,this)} ${ri(e,this)}
          ${e.answer?I`<button type="button" class="jump" @click=${this.#B}>
                ${oa(e.answer)} <span aria-hidden="true">↓</span>
              </button>`:R}
        </div>
        ${Vi(e,this)}
      </div>
      <div class="visually-hidden" role="status">${this.#y}</div>
      ${this.#x?this.#G(this.#x):R}
    `}#B(){this.renderRoot.querySelector(`#result`)?.focus()}#V(){let e=this.#d?.edited;return{state:this.#e,config:this.#t,session:this.#n,about:this.#l,answer:this.#d,good:this.#p,stale:this.#m!==void 0||!!(e?.failure??e?.reading?.error),trouble:this.#m,tab:this.#h,configView:this.#g,drag:this.#_,current:this.#P,canUndo:this.#r.length>0,canRedo:this.#i.length>0}}#H({answer:e,state:t,config:n,about:r,canUndo:i,canRedo:a}){let o=e?.validation.problems.length??0,s=t.saved!==t.config,c=(e,t,n,r=``)=>I`<button
      type="button"
      class=${r}
      aria-disabled=${t?`false`:`true`}
      @click=${()=>t&&n()}
    >
      ${e}
    </button>`,l=[{label:`PATCH request (curl)`,disabled:!n||!Cn(n),choose:()=>n&&this.#z(`PATCH request`,wn(n))},{label:`Config`,choose:()=>this.#z(`config`,t.config)},{label:`Vector for claimsmith test`,disabled:!e,choose:()=>this.#W()}];return I`
      <div class="toolbar" part="toolbar">
        <span class="status">
          ${e?o?I`<span class="pill bad">${J(o,`problem`)}</span>`:I`<span class="pill good">Valid config</span>`:R}
          ${s?I`<span class="pill">Not saved</span>`:R}
          ${this.#b===void 0?R:I`<span class="pill good">Copied: ${this.#b}</span>`}
          ${r?this.#U(r):R}
        </span>
        ${c(`Undo`,i,()=>this.#D())} ${c(`Redo`,a,()=>this.#O())}
        ${c(`Revert`,s,()=>this.#A())} ${qr(`Copy as`,l)}
        ${c(`Save`,s&&e?.validation.valid===!0,()=>this.#j(),`primary`)}
      </div>
    `}#U({digest:e=``}){let t=I`module ${e.slice(0,12)}${this.#u===`page`?` on the page`:R}`;return e?I`<button
          type="button"
          class="pill"
          part="module"
          aria-label="Copy the module's SHA-256: module ${e.slice(0,12)}"
          @click=${()=>this.#z(`SHA-256 of the module`,e)}
        >
          ${t}
        </button>`:I`<span class="pill" part="module">${t}</span>`}#W(){!this.#d||!this.#f||this.#z(`vector`,En(this.#f.state,this.#d.edited))}#G({what:e,text:t}){return I`<dialog aria-label="Copy: ${e}" @close=${()=>{this.#x=void 0,this.requestUpdate()}}>
      <p>The browser allows no copying here. Copy it by hand:</p>
      <textarea readonly aria-label=${e} .value=${t}></textarea>
      <form method="dialog"><button>Close</button></form>
    </dialog>`}updated(e){if(this.#v!==void 0){let e=this.#v;this.#v=void 0,queueMicrotask(()=>this.renderRoot.querySelector(e)?.focus())}this.#K(),this.#q()}#K(){let e=this.renderRoot.querySelector(`dialog`);!e||e.open||(e.showModal(),e.querySelector(`textarea`)?.select())}#q(){if(this.#d&&this.#c!==void 0){if(this.#S===void 0){performance.getEntriesByName(`claims-preview:first`).length===0&&performance.mark(`claims-preview:first`);return}this.#f===this.#c&&(performance.clearMeasures(`claims-preview:edit`),performance.measure(`claims-preview:edit`,{start:this.#S}),this.#S=void 0)}}};function aa(e){return typeof e==`string`?e:`${JSON.stringify(e??{},null,2)}
`}function oa({edited:{failure:e,reading:t}}){let n=e??t?.error;if(n||!t)return n?.message??``;let r=t.decisions.filter(({verdict:e})=>e===`added`).length,i=t.decisions.length-r;return`${J(r,`claim`)} added${i?`, ${i} missing`:``}.`}O.get(`claims-preview`)||O.define(`claims-preview`,ia);var sa=`#s=`,ca=16<<20;async function la(e,t){let n=new TextEncoder().encode(JSON.stringify(e)),r=await fa(new CompressionStream(`deflate-raw`),n),i=new URL(t);return i.hash=sa+pa(r),i.href}async function ua(e){if(!e.startsWith(sa))return;let t=ma(e.slice(3)),n=await fa(new DecompressionStream(`deflate-raw`),t);return da(JSON.parse(new TextDecoder(`utf-8`,{fatal:!0}).decode(n)))}function da(e){let{saved:t,config:n,session:r,audience:i}=e??{};if(typeof t!=`string`||typeof n!=`string`||typeof r!=`string`||!Array.isArray(i)||!i.every(e=>typeof e==`string`))throw TypeError(`This is no state of a preview.`);return{saved:t,config:n,session:r,audience:i}}async function fa(e,t){let n=0,r=new TransformStream({transform(e,t){if(n+=e.length,n>ca)throw RangeError(`The state is too large.`);t.enqueue(e)}}),i=new Blob([t]).stream().pipeThrough(e).pipeThrough(r);return new Uint8Array(await new Response(i).arrayBuffer())}function pa(e){let t=``;for(let n of e)t+=String.fromCharCode(n);return btoa(t).replaceAll(`+`,`-`).replaceAll(`/`,`_`).replace(/=+$/,``)}function ma(e){let t=atob(e.replaceAll(`-`,`+`).replaceAll(`_`,`/`));return Uint8Array.from(t,e=>e.charCodeAt(0))}var ha=`claimsmith.preview`,ga=()=>sessionStorage;async function _a(){let e=await fetch(`./start.json`);if(!e.ok)throw Error(`start.json: ${e.status}`);let t=await e.text(),{config:n=`{}`,session:r=`{}`,audience:i=[``],server:a}=JSON.parse(t);return{text:t,state:{saved:n,config:n,session:r,audience:i},hasServer:a!==void 0}}function va(e,t){try{return ga().setItem(ha,JSON.stringify({start:e,state:t})),!0}catch{return!1}}function ya(e){try{let t=JSON.parse(ga().getItem(ha)??`null`);return t?.start===e?da(t.state):void 0}catch{return}}var ba=`claimsmith.theme`;function xa(e){e.value=Ca(),Sa(e.value),e.addEventListener(`change`,()=>{Sa(e.value);try{localStorage.setItem(ba,e.value)}catch{}})}function Sa(e){e?document.documentElement.dataset.theme=e:delete document.documentElement.dataset.theme}function Ca(){try{let e=localStorage.getItem(ba);return e===`light`||e===`dark`?e:``}catch{return``}}var wa=2e6,Q=document.createElement(`claims-preview`),Ta=Da(`#notice`,HTMLElement),Ea=Da(`#link`,HTMLButtonElement);function Da(e,t){let n=document.querySelector(e);if(!(n instanceof t))throw Error(`The page has no ${e}.`);return n}function $(e){Ta.textContent=e}async function Oa(){try{let e=await ua(location.hash);return e&&(Q.state=e),e!==void 0}catch{return $(`The link is damaged: what it held cannot be read. Ask for it again.`),!1}}function ka(e){history.replaceState(null,``,location.pathname+location.search+e)}async function Aa(){let{text:e,state:t,hasServer:n}=await _a(),r=await Oa(),i=r?void 0:ya(e);r||(Q.state=i??t);let a=Da(`main`,HTMLElement),o=document.createElement(`div`);n&&(o.className=`server-place`,a.append(o)),a.append(Q);let s,c=()=>{clearTimeout(s),s=void 0,va(e,Q.state)||$(`This is too large for the browser to keep: it will be gone after a reload.`)};if(Q.addEventListener(`change`,()=>{$(``),location.hash!==``&&ka(``),s??=setTimeout(c,200)}),addEventListener(`pagehide`,()=>s!==void 0&&c()),addEventListener(`hashchange`,Oa),!n)return;Da(`#privacy`,HTMLElement).textContent=`What you type leaves this browser when you save it, and not before.`;let{Connection:l}=await at(async()=>{let{Connection:e}=await import(`./connection-DKoohLX6.js`);return{Connection:e}},__vite__mapDeps([0,1]),import.meta.url);await new l({preview:Q,place:o,keep:c,origin:r?`link`:i?`kept`:`start`}).connect()}Ea.addEventListener(`click`,async()=>{let e=await la(Q.state,location.href);if(e.length>wa)$(`This is too large for a link.`);else try{await navigator.clipboard.writeText(e),$(`The link is copied. It holds everything you see.`)}catch{ka(new URL(e).hash),$(`The address of this page is now the link. It holds everything you see.`)}}),xa(Da(`#theme`,HTMLSelectElement)),Aa().catch(e=>$(`The page could not start. ${e}`));export{Je as i,Xe as n,qe as r,D as t};