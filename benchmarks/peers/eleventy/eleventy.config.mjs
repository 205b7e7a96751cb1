// JavaScript templates only: Eleventy's fastest form.
export default function (config) {
  config.addPassthroughCopy({ "src/style.css": "style.css" });
  return { dir: { input: "src", output: "output", data: "data", includes: "parts" }, templateFormats: ["11ty.js"] };
}
