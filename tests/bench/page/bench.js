// Measures samples per second of training, in this page's only thread. Every
// contender trains the same networks on the same samples; they take turns, so
// that whatever else the machine does meets all of them.

import start, { Playing, Subject, compared } from "./engine/engine.js";
import * as tensorflow from "./tensorflow.js";

const WARM_UP = 1000; // ms of each contender before the first round
const SPELL = 150; // ms of each contender in a round
const ROUNDS = 25;
// Full batches, so that the order of the samples does not matter.
const AGREEMENT = { epochs: 20, tolerance: 1e-4 };

const WAYS = [tensorflow.ownLoop, tensorflow.modelFit];

/**
 * Something that trains, with a stopwatch: its `epochs(times)` trains so often
 * and gives the samples trained on.
 */
function contender(key, backend, epochs) {
  let speed = 0; // epochs a millisecond, so that the clock is read seldom
  const spell = async (least) => {
    if (backend) await tf.setBackend(backend);
    const from = performance.now();
    let [samples, done, elapsed] = [0, 0, 0];
    while (elapsed < least) {
      const times = Math.max(1, Math.round(speed * (least - elapsed)));
      samples += await epochs(times);
      done += times;
      elapsed = performance.now() - from;
      // The clock is coarse: an epoch can be over before it moves.
      speed = done / Math.max(elapsed, 1);
    }
    return (1000 * samples) / elapsed;
  };
  return { key, spell };
}

/** A contender in WebAssembly of our own, called once an epoch. */
function own(key, train) {
  return contender(key, null, (times) => {
    let samples = 0;
    for (let i = 0; i < times; i++) samples += train();
    return samples;
  });
}

/** Fails unless TensorFlow.js comes to the engine's parameters from the same start. */
async function agree(index) {
  for (const backend of tensorflow.BACKENDS) {
    for (const way of WAYS) {
      const everything = 1 << 16;
      const subject = new Subject(index, everything);
      const trainer = await way(backend, subject, everything);
      await trainer.epochs(AGREEMENT.epochs);
      const before = tensorflow.distance(trainer, subject);
      for (let i = 0; i < AGREEMENT.epochs; i++) subject.engine();
      const after = tensorflow.distance(trainer, subject);
      if (!(after <= AGREEMENT.tolerance && before > 10 * after)) {
        throw new Error(`${subject.name()}, ${backend}, ${trainer.name}: parameters ${after} apart, ${before} before`);
      }
      subject.free();
    }
  }
}

/** Says what comes, and gives the page a turn, so that it can be asked. */
async function progress(what) {
  document.querySelector("#progress").textContent = what;
  await new Promise((done) => setTimeout(done));
}

async function measure(index) {
  const subject = new Subject(index);
  const name = subject.name();
  await progress(`${name}: comparing results`);
  await agree(index);
  const contenders = [
    own("engine", () => subject.engine()),
    own("reference", () => subject.reference()),
  ];
  if (index === 0) {
    const playing = new Playing();
    contenders.push(own("session", () => playing.turn()));
  }
  for (const backend of tensorflow.BACKENDS) {
    for (const way of WAYS) {
      const trainer = await way(backend, subject, subject.batch());
      contenders.push(contender(`TensorFlow.js ${backend}, ${trainer.name}`, backend, trainer.epochs));
    }
  }
  for (const { key, spell } of contenders) {
    await progress(`${name}: warming up ${key}`);
    await spell(WARM_UP);
  }
  const tensors = tf.memory().numTensors;
  const rates = new Map(contenders.map(({ key }) => [key, []]));
  for (let round = 0; round < ROUNDS; round++) {
    // Every other round backwards: nobody always follows the same one.
    const turns = round % 2 ? contenders.toReversed() : contenders;
    for (const { key, spell } of turns) {
      await progress(`${name}: measuring`);
      rates.get(key).push(await spell(SPELL));
    }
  }
  // One that piles up memory would be measured slower than it need be.
  const left = tf.memory().numTensors - tensors;
  if (left) throw new Error(`${name}: training left ${left} tensors`);
  return { name, batch: subject.batch(), contenders: [...rates].map(([key, rates]) => ({ key, rates })) };
}

async function run() {
  await start();
  const peer = await tensorflow.prepare();
  const cases = [];
  for (let index = 0; index < compared(); index++) cases.push(await measure(index));
  return { date: new Date().toISOString().slice(0, 10), spell: SPELL, tensorflow: peer, cases };
}

run().then(
  (result) => (window.outcome = { result }),
  (error) => (window.outcome = { error: String(error?.stack ?? error) }),
);
