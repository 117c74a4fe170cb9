// node sbom.mjs FOLDER VERSION TIME [PROGRAM.json…]: the software bill of materials of a release that is in FOLDER, in
// CycloneDX, on standard output. Each file is a component with its digest, and depends on the works of others that it
// contains or that are installed with it. PROGRAM.json is what cyclonedx-gomod found in the program of that archive.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";

const [folder, version, time, ...programs] = process.argv.slice(2);
const read = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
const unpacked = (file, name) =>
  execFileSync("tar", ["-xzOf", file, name], { encoding: "utf8", maxBuffer: 1 << 26 });

/** All works of others, by their reference. */
const others = new Map();
const library = (purl, licence, scope = "required") => {
  const [, name, version] = /^pkg:\w+\/(.+)@([^@]+)$/.exec(decodeURIComponent(purl));
  const component = { type: "library", "bom-ref": purl, name, version, scope, purl };
  if (licence) component.licenses = [{ license: { id: licence } }];
  others.set(purl, component);
  return purl;
};

/** What a bundle's licences name, which stand before each: name, version (licence). */
const bundled = (licences) =>
  [...licences.matchAll(/^((?:@\S+\/)?\S+) (\d\S*) \((\S+)\)$/gm)].map(
    ([, name, version, licence]) =>
      library(`pkg:npm/${name.replace("@", "%40")}@${version}`, licence),
  );

/** What the module is compiled with, and has in it. */
const [, tinygo] = /tinygo-org\/tinygo (v\S+)/.exec(read("guest/toolchain/go.mod"));
const go = execFileSync("go", ["env", "GOVERSION"], { encoding: "utf8" }).trim();
const compiled = [
  library(`pkg:golang/github.com/tinygo-org/tinygo@${tinygo}`, "BSD-3-Clause"),
  library(`pkg:golang/std@${go}`, "BSD-3-Clause"), // ./build.sh check sees that the module is of this one
];
/** What a module that was turned into C has beside it. */
const [, wabt] = /set\(wabt ([\d.]+)\)/.exec(read("abi/embed/c/CMakeLists.txt"));
const asC = [...compiled, library(`pkg:github/WebAssembly/wabt@${wabt}`, "Apache-2.0")];

function jar(pom) {
  const properties = Object.fromEntries(
    [...pom.matchAll(/<([\w.]+)>([^<]+)<\/\1>/g)].map(([, name, value]) => [name, value]),
  );
  return [...pom.matchAll(/<dependency>(.*?)<\/dependency>/gs)]
    .map(([, dependency]) => dependency)
    .filter((dependency) => !dependency.includes("<scope>test"))
    .map((dependency) => {
      const of = (name) => new RegExp(`<${name}>([^<]+)<`).exec(dependency)?.[1];
      const at = of("version").replace(/\$\{(.*)\}/, (_, name) => properties[name]);
      const scope = of("optional") ? "optional" : "required";
      return library(`pkg:maven/${of("groupId")}/${of("artifactId")}@${at}`, undefined, scope);
    });
}

function crate(file, name) {
  const manifest = unpacked(file, `${name}/Cargo.toml`);
  const locked = unpacked(file, `${name}/Cargo.lock`);
  return [...manifest.matchAll(/^\[dependencies\.([\w-]+)\](.*?)(?=^\[|$(?![\s\S]))/gms)].map(
    ([, of, text]) => {
      const [, at] = new RegExp(`name = "${of}"\nversion = "([^"]+)"`).exec(locked);
      return library(
        `pkg:cargo/${of}@${at}`,
        undefined,
        text.includes("optional = true") ? "optional" : "required",
      );
    },
  );
}

function program(name) {
  const found = programs.find((file) => basename(file, ".json") === name);
  if (!found) throw new Error(`there is no list of what is in ${name}`);
  const { components } = JSON.parse(readFileSync(found, "utf8"));
  return components
    .map((component) => {
      // The same on all systems.
      const purl = component.purl.replace(/\?.*/, "");
      if (!others.has(purl)) others.set(purl, { ...component, purl, "bom-ref": purl });
      return purl;
    })
    .concat(bundled(read("host/cmd/preview/site/licenses.txt")), compiled);
}

/** What a file is: a name of its ecosystem's, and what it contains or brings. */
function describe(name, file) {
  if (/^claims\.(component\.)?wasm$/.test(name)) return { type: "library", contains: compiled };
  if (name === "claims.wit") return { type: "file", contains: [] };
  if (name.startsWith("claimsmith-c-")) return { type: "library", contains: asC };
  if (name.endsWith(".whl") || name === `claimsmith-${version}.tar.gz`) {
    const [, cffi] = /^cffi==(\S+)$/m.exec(read("abi/embed/python/constraints.txt"));
    return {
      type: "library",
      purl: `pkg:pypi/claimsmith@${version}?file_name=${name}`,
      contains: [...asC, library(`pkg:pypi/cffi@${cffi}`)],
    };
  }
  if (/^claimsmith-(engine|preview)-.*\.tgz$/.test(name)) {
    const kind = name.split("-")[1];
    const licences = kind === "preview" ? unpacked(file, "package/dist/licenses.txt") : "";
    return {
      type: "library",
      purl: `pkg:npm/%40claimsmith/${kind}@${version}`,
      contains: [...compiled, ...bundled(licences)],
    };
  }
  if (/\.(jar|pom)$/.test(name)) {
    const [, classifier, type] = /\d+\.\d+\.\d+-?(\w*)\.(jar|pom)$/.exec(name);
    const of = classifier ? `?classifier=${classifier}&type=${type}` : `?type=${type}`;
    return {
      type: "library",
      purl: `pkg:maven/io.github.claimsmith/claimsmith@${version}${of}`,
      contains:
        name === `claimsmith-${version}.jar`
          ? [...compiled, ...jar(read("abi/embed/java/pom.xml"))]
          : [],
    };
  }
  if (name.endsWith(".crate")) {
    const contains = [...compiled, ...crate(file, basename(name, ".crate"))];
    return { type: "library", purl: `pkg:cargo/claimsmith@${version}`, contains };
  }
  if (/^claimsmith-[\d.]+-(linux|darwin|windows)-/.test(name)) {
    return { type: "application", contains: program(name.replace(/\.(tar\.gz|zip)$/, "")) };
  }
  if (file.includes("/go/proxy/") || name === "tags") return { type: "file", contains: [] };
  throw new Error(`${file}: what does this contain? sbom.mjs does not know such a file`);
}

const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, "/").length))
  .filter((name) => name.includes("/")) // beside the folders of the parts stand the sums, and this
  .sort();

const components = [];
const dependencies = [];
for (const name of files) {
  const file = join(folder, name);
  const { type, purl, contains } = describe(basename(name), file);
  const sha256 = createHash("sha256").update(readFileSync(file)).digest("hex");
  components.push({
    type,
    "bom-ref": name,
    name: basename(name),
    version,
    hashes: [{ alg: "SHA-256", content: sha256 }],
    licenses: [{ license: { id: "Apache-2.0" } }],
    ...(purl && { purl }),
  });
  dependencies.push({ ref: name, dependsOn: [...new Set(contains)].sort() });
}

const release = `pkg:github/claimsmith/claimsmith@v${version}`;
const bill = {
  $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  version: 1,
  metadata: {
    timestamp: time,
    component: {
      type: "application",
      "bom-ref": release,
      name: "claimsmith",
      version,
      purl: release,
    },
  },
  components: [...components, ...[...others.keys()].sort().map((purl) => others.get(purl))],
  dependencies: [{ ref: release, dependsOn: files }, ...dependencies],
};
const text = JSON.stringify(bill, null, 2);
const wrong = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text);
if (wrong) throw new Error(`not CycloneDX: ${JSON.stringify(wrong, null, 2)}`);
process.stdout.write(`${text}\n`);
