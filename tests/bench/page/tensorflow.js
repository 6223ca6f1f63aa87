// The same training in TensorFlow.js (`tf`, a global), written both ways that
// its users write it, on each backend that needs no graphics processor.

const RATE = 0.03;

export const BACKENDS = ["cpu", "wasm"];

/** Makes the backends ready; says what they are. */
export async function prepare() {
  tf.enableProdMode(); // without its checks of arguments
  tf.wasm.setWasmPaths(new URL("npm/@tensorflow/tfjs-backend-wasm/dist/", location.href).href);
  tf.wasm.setThreadsCount(1);
  for (const backend of BACKENDS) {
    if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js has no backend ${backend}`);
  }
  return {
    version: tf.version.tfjs,
    simd: await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT"),
    threads: tf.wasm.getThreadsCount(),
  };
}

const loss = (outputs) => (outputs > 1 ? tf.losses.softmaxCrossEntropy : tf.losses.sigmoidCrossEntropy);

/** A subject's samples as tensors: [samples × inputs, samples × outputs]. */
function samples(subject, units) {
  const [inputs, outputs] = [units[0], units.at(-1)];
  const targets = subject.targets();
  const x = tf.tensor2d(subject.rows(), [targets.length, inputs]);
  const y = outputs > 1
    ? tf.oneHot(tf.tensor1d(targets, "int32"), outputs).toFloat()
    : tf.tensor2d(targets, [targets.length, 1]);
  return [x, y];
}

/** The engine's present parameters: weights [inputs × units] and biases, layer by layer. */
function parameters(subject, units) {
  return units.slice(1).flatMap((width, layer) => [
    tf.tidy(() => tf.tensor2d(subject.weights(layer), [width, units[layer]]).transpose()),
    tf.tensor1d(subject.biases(layer)),
  ]);
}

/**
 * Sigmoid cross-entropy with its gradient written down, σ(z) − y: far fewer
 * operations than TensorFlow.js's own, which is differentiated step by step. Its
 * softmax has such a gradient already.
 */
const shortSigmoid = tf.customGrad((z, y, save) => {
  save([z, y]);
  const value = tf.mean(tf.sub(tf.softplus(z), tf.mul(z, y)));
  const gradFunc = (_, [z, y]) => [tf.mul(tf.sub(tf.sigmoid(z), y), 1 / z.size), tf.zerosLike(y)];
  return { value, gradFunc };
});

/** A training loop of one's own over tf.train.sgd: the way with the least between. */
export async function ownLoop(backend, subject, batch) {
  await tf.setBackend(backend);
  const units = [...subject.units()];
  const [x, y] = samples(subject, units);
  const variables = parameters(subject, units).map((values) => tf.variable(values));
  const last = units.length - 2;
  const forward = (input) => {
    let a = input;
    for (let layer = 0; layer <= last; layer++) {
      const [w, b] = [variables[2 * layer], variables[2 * layer + 1]];
      const z = tf.fused.matMul({ a, b: w, bias: b, activation: "linear" });
      a = layer < last ? tf.tanh(z) : z;
    }
    return a;
  };
  // The batches are cut once and stay as they are: a handicap for the engine,
  // which draws a new order and gathers the samples in every epoch.
  const count = x.shape[0];
  const batches = [];
  for (let from = 0; from < count; from += batch) {
    const size = Math.min(batch, count - from);
    batches.push([x.slice([from, 0], [size, -1]), y.slice([from, 0], [size, -1])]);
  }
  const error = units.at(-1) > 1
    ? tf.losses.softmaxCrossEntropy
    : (wanted, given) => shortSigmoid(given, wanted);
  const optimiser = tf.train.sgd(RATE);
  return {
    name: "own loop",
    variables,
    async epochs(times) {
      for (let i = 0; i < times; i++) {
        for (const [input, wanted] of batches) {
          optimiser.minimize(() => error(wanted, forward(input)), false, variables);
        }
      }
      return times * count;
    },
  };
}

/** A sequential model and model.fit: the way its guide shows. */
export async function modelFit(backend, subject, batch) {
  await tf.setBackend(backend);
  const units = [...subject.units()];
  const [x, y] = samples(subject, units);
  const model = tf.sequential();
  units.slice(1).forEach((width, layer) => {
    const hidden = layer < units.length - 2;
    model.add(tf.layers.dense({
      units: width,
      inputShape: [units[layer]],
      activation: hidden ? "tanh" : "linear",
    }));
  });
  model.setWeights(parameters(subject, units));
  model.compile({ optimizer: tf.train.sgd(RATE), loss: loss(units.at(-1)) });
  return {
    name: "model.fit",
    variables: model.getWeights(),
    async epochs(times) {
      // It never gives the page a turn: the way in which it is quickest.
      await model.fit(x, y, { epochs: times, batchSize: batch, verbose: 0, yieldEvery: "never" });
      return times * x.shape[0];
    },
  };
}

/** The greatest difference between its parameters and the engine's. */
export function distance(trainer, subject) {
  const units = [...subject.units()];
  const wanted = parameters(subject, units);
  const apart = wanted.map((values, i) => tf.tidy(() => tf.max(tf.abs(tf.sub(values, trainer.variables[i]))).dataSync()[0]));
  tf.dispose(wanted);
  return Math.max(...apart);
}
