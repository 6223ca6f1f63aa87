// Measures samples per second of training, in this page's only thread. Every
// contender trains the same networks on the same samples; they take turns, so
// that whatever else the machine does meets all of them.

import start, { Maps, Peak, Playing, Subject, compared, widths } from "./engine/engine.js";
import * as tensorflow from "./tensorflow.js";

const WARM_UP = 1000; // ms of each contender before the first round
const SPELL = 150; // ms of each contender in a round
const ROUNDS = 25;
const WIDTH_ROUNDS = 9; // where only the engine and the machine are compared
// Full batches, so that the order of the samples does not matter.
const AGREEMENT = { epochs: 20, tolerance: 1e-4 };

const WAYS = [tensorflow.ownLoop, tensorflow.modelFit];

/**
 * Something that works, with a stopwatch: its `repeat(times)` does so often what
 * it does, and gives how much that was.
 */
function contender(key, backend, repeat) {
  let speed = 0; // repetitions a millisecond, so that the clock is read seldom
  const spell = async (least) => {
    if (backend) await tf.setBackend(backend);
    const from = performance.now();
    let [work, done, elapsed] = [0, 0, 0];
    while (elapsed < least) {
      const times = Math.max(1, Math.round(speed * (least - elapsed)));
      work += await repeat(times);
      done += times;
      elapsed = performance.now() - from;
      // The clock is coarse: one can be over before it moves.
      speed = done / Math.max(elapsed, 1);
    }
    return (1000 * work) / elapsed;
  };
  return { key, spell };
}

/** A contender in WebAssembly of our own. */
function own(key, run) {
  return contender(key, null, (times) => {
    let work = 0;
    for (let i = 0; i < times; i++) work += run();
    return work;
  });
}

/** What the machine can do, to be measured beside everything else. */
function peak() {
  const matrices = new Peak();
  return own("peak", () => matrices.run());
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

/** Lets the contenders take turns; what each did a second, in each round. */
async function compete(name, rounds, contenders) {
  for (const { key, spell } of contenders) {
    await progress(`${name}: warming up ${key}`);
    await spell(WARM_UP);
  }
  const tensors = tf.memory().numTensors;
  const rates = new Map(contenders.map(({ key }) => [key, []]));
  await progress(`${name}: measuring`);
  for (let round = 0; round < rounds; round++) {
    // Every other round backwards: nobody always follows the same one.
    const turns = round % 2 ? contenders.toReversed() : contenders;
    for (const { key, spell } of turns) rates.get(key).push(await spell(SPELL));
    await progress(`${name}: measuring`);
  }
  // One that piles up memory would be measured slower than it need be.
  const left = tf.memory().numTensors - tensors;
  if (left) throw new Error(`${name}: training left ${left} tensors`);
  return [...rates].map(([key, rates]) => ({ key, rates }));
}

/** A network trained by everything that can. */
async function compare(index) {
  const subject = new Subject(index);
  const name = subject.name();
  await progress(`${name}: comparing results`);
  await agree(index);
  const contenders = [
    own("engine", () => subject.engine()),
    own("reference", () => subject.reference()),
    peak(),
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
  return {
    name,
    batch: subject.batch(),
    flops: subject.flops(),
    contenders: await compete(name, ROUNDS, contenders),
  };
}

/** A network trained by the engine, beside what the machine can do. */
async function width(index) {
  const subject = new Subject(index);
  const name = subject.name();
  const contenders = [own("engine", () => subject.engine()), peak()];
  return {
    name,
    batch: subject.batch(),
    flops: subject.flops(),
    contenders: await compete(`width ${name}`, WIDTH_ROUNDS, contenders),
  };
}

/** Frames a second with a decision map of every node. */
async function maps() {
  const [small, large] = [new Maps(false), new Maps(true)];
  const cells = [small, large].map((maps) => maps.frame());
  const contenders = [small, large].map((maps, i) => own(`maps ${i}`, () => (maps.frame(), 1)));
  const found = await compete("decision maps", ROUNDS, contenders);
  return found.map(({ rates }, i) => ({ cells: cells[i], rates }));
}

async function run() {
  await start();
  const peer = await tensorflow.prepare();
  const [cases, wider] = [[], []];
  for (let index = 0; index < compared(); index++) cases.push(await compare(index));
  for (let index = 0; index < widths(); index++) wider.push(await width(compared() + index));
  return {
    date: new Date().toISOString().slice(0, 10),
    spell: SPELL,
    tensorflow: peer,
    cases,
    widths: wider,
    maps: await maps(),
  };
}

run().then(
  (result) => (window.outcome = { result }),
  (error) => (window.outcome = { error: String(error?.stack ?? error) }),
);
