// Runs the shipped encoder in onnxruntime-web, with one thread, on windows of pieces.
import * as ort from "./node_modules/onnxruntime-web/dist/ort.wasm.min.mjs";

ort.env.wasm.numThreads = 1;
ort.env.wasm.wasmPaths = new URL("./node_modules/onnxruntime-web/dist/", import.meta.url).href;

const bytes = async (file) => new Uint8Array(await (await fetch(file)).arrayBuffer());
const session = await ort.InferenceSession.create(await bytes("model.onnx"), { executionProviders: ["wasm"] });
const windows = await (await fetch("windows.json")).json();

// The milliseconds that all windows take, one after another.
globalThis.read = async () => {
  const begin = performance.now();
  for (const [pieces, shapes] of windows) {
    const tensor = (numbers) => new ort.Tensor("int64", BigInt64Array.from(numbers, BigInt), [1, numbers.length]);
    await session.run({ input_ids: tensor(pieces), shapes: tensor(shapes) });
  }
  return performance.now() - begin;
};
