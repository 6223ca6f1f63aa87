//! The decoder: what it was given, what it has read, what it is writing.

use super::edits::{self, Edit, Kept};
use super::look::{Look, look};
use super::message::{Incoming, Loaded, Outgoing, Trouble};
use super::reading::{Prompt, Reading, label, predict, surprise, tokens_of, told};
use crate::rng::Rng;
use crate::tokenizer::{END, Tokenizer};
use crate::transformer::file::{Manifest, read_checked};
use crate::transformer::sample::Sampling;
use crate::transformer::{Activations, Cache, Generator, Hook, Model};
use std::sync::Arc;

/// A model that is ready.
#[derive(Debug)]
struct Ready {
    tokenizer: Tokenizer,
    generator: Generator<Arc<Model>>,
}

/// A text on its way through the model.
#[derive(Debug)]
struct Text {
    ids: Vec<u32>,
    edits: Vec<Edit>,
    cache: Cache,
    activations: Activations,
    /// Whether the activations are those of the whole text, not of its last token.
    whole: bool,
}

/// A text that is being written.
#[derive(Debug)]
struct Writing {
    request: u32,
    left: u32,
    sampling: Sampling,
    rng: Rng,
}

/// Reads, shows, changes, writes.
#[derive(Debug, Default)]
pub struct Decoder {
    ready: Option<Ready>,
    text: Option<Text>,
    kept: Kept,
    writing: Option<Writing>,
}

impl Decoder {
    /// Obeys a message.
    pub fn handle(&mut self, message: Incoming) -> Vec<Outgoing> {
        let (request, outcome) = match message {
            Incoming::Load { file, manifest } => (0, self.load(&file, &manifest)),
            Incoming::Read {
                request,
                prompt,
                edits,
                sampling,
            } => {
                self.writing = None;
                (request, self.read(request, &prompt, edits, sampling))
            }
            Incoming::Keep => (0, self.keep()),
            Incoming::Look { request, look } => (request, self.look(request, look)),
            Incoming::Write {
                request,
                count,
                sampling,
                seed,
            } => (request, self.write(request, count, sampling, seed)),
            Incoming::Stop => (0, Ok(self.stop())),
        };
        outcome.unwrap_or_else(|trouble| vec![Outgoing::Refused { request, trouble }])
    }

    /// Whether there is work that [`advance`](Self::advance) would do.
    pub fn busy(&self) -> bool {
        self.writing.is_some()
    }

    /// Writes for as long as `keep_going` says, at least one token.
    pub fn advance(&mut self, keep_going: &mut dyn FnMut() -> bool) -> Vec<Outgoing> {
        let mut said = Vec::new();
        while self.busy() {
            said.extend(self.write_one());
            if !keep_going() {
                break;
            }
        }
        said
    }

    fn load(&mut self, file: &[u8], manifest: &[u8]) -> Result<Vec<Outgoing>, Trouble> {
        let manifest: Manifest = serde_json::from_slice(manifest).map_err(|_| Trouble::Manifest)?;
        let contents = read_checked(file, &manifest)?;
        let model = Arc::new(contents.model);
        let loaded = Loaded {
            about: contents.about,
            config: *model.config(),
            parameters: model.parameters.len() as u64,
            bytes: file.len() as u64,
        };
        *self = Self {
            ready: Some(Ready {
                tokenizer: contents.tokenizer,
                generator: Generator::new(model),
            }),
            ..Self::default()
        };
        Ok(vec![Outgoing::Loaded(Box::new(loaded))])
    }

    fn read(
        &mut self,
        request: u32,
        prompt: &Prompt,
        edits: Vec<Edit>,
        sampling: Sampling,
    ) -> Result<Vec<Outgoing>, Trouble> {
        let ready = self.ready.as_ref().ok_or(Trouble::NoModel)?;
        let model = ready.generator.model();
        edits::check(&edits, model.config())?;
        let (ids, cut) = tokens_of(prompt, &ready.tokenizer, model.config().context);
        let mut text = Text {
            cache: Cache::new(model),
            activations: Activations::default(),
            whole: true,
            ids,
            edits,
        };
        text.read_again(ready, &self.kept)?;
        let (logits, vocabulary) = (&text.activations.logits, model.config().vocabulary);
        let last = &logits[logits.len() - vocabulary..];
        let reading = Reading {
            tokens: told(&text.ids, logits, &ready.tokenizer),
            cut,
            next: predict(last, sampling, &ready.tokenizer),
            cache: text.cache.bytes() as u64,
        };
        self.text = Some(text);
        Ok(vec![Outgoing::Read {
            request,
            reading: Box::new(reading),
        }])
    }

    fn keep(&mut self) -> Result<Vec<Outgoing>, Trouble> {
        let ready = self.ready.as_ref().ok_or(Trouble::NoModel)?;
        let text = self.text.as_mut().ok_or(Trouble::NoText)?;
        text.make_whole(ready, &self.kept)?;
        self.kept = Kept::of(&text.activations);
        Ok(Vec::new())
    }

    fn look(&mut self, request: u32, at: Look) -> Result<Vec<Outgoing>, Trouble> {
        let ready = self.ready.as_ref().ok_or(Trouble::NoModel)?;
        let text = self.text.as_mut().ok_or(Trouble::NoText)?;
        text.make_whole(ready, &self.kept)?;
        let model = ready.generator.model();
        let view = look(at, model, &ready.tokenizer, &mut text.activations);
        let view = Box::new(view.ok_or(Trouble::NoPlace)?);
        Ok(vec![Outgoing::Seen { request, view }])
    }

    fn write(
        &mut self,
        request: u32,
        count: u32,
        sampling: Sampling,
        seed: u32,
    ) -> Result<Vec<Outgoing>, Trouble> {
        if self.ready.is_none() {
            return Err(Trouble::NoModel);
        }
        if self.text.is_none() {
            return Err(Trouble::NoText);
        }
        let said = self.stop();
        self.writing = Some(Writing {
            request,
            left: count,
            sampling,
            rng: Rng::new(u64::from(seed), 0),
        });
        Ok(said)
    }

    fn stop(&mut self) -> Vec<Outgoing> {
        let ended = |writing: Writing| Outgoing::Ended {
            request: writing.request,
            by_itself: false,
            full: false,
        };
        self.writing.take().map(ended).into_iter().collect()
    }

    fn write_one(&mut self) -> Vec<Outgoing> {
        let (Some(ready), Some(text), Some(writing)) =
            (&self.ready, &mut self.text, &mut self.writing)
        else {
            return self.stop();
        };
        let request = writing.request;
        let config = *ready.generator.model().config();
        let full = text.ids.len() >= config.context;
        let logits = &text.activations.logits;
        let last = &logits[logits.len() - config.vocabulary..];
        let chosen = writing.sampling.choose(last, &mut writing.rng);
        let chosen = chosen.filter(|_| writing.left > 0 && !full);
        let Some(id) = chosen.filter(|&id| id != END) else {
            let by_itself = chosen == Some(END);
            self.writing = None;
            return vec![Outgoing::Ended {
                request,
                by_itself,
                full,
            }];
        };
        writing.left -= 1;
        let surprise = surprise(last, id);
        if let Err(trouble) = text.append(id, ready, &self.kept) {
            self.writing = None;
            return vec![Outgoing::Refused { request, trouble }];
        }
        let next = predict(&text.activations.logits, writing.sampling, &ready.tokenizer);
        vec![Outgoing::Wrote {
            request,
            token: super::Token {
                id,
                label: label(id, &ready.tokenizer),
                surprise,
            },
            next: Box::new(next),
            cache: text.cache.bytes() as u64,
        }]
    }
}

impl Text {
    /// Reads all of it at once.
    fn read_again(&mut self, ready: &Ready, kept: &Kept) -> Result<(), Trouble> {
        self.cache.truncate(0);
        let (edits, config) = (&self.edits, *ready.generator.model().config());
        let mut hook = |site, layer, values: &mut [f32]| {
            edits::apply(edits, kept, &config, 0, (site, layer), values);
        };
        let hook: Option<Hook> = if edits.is_empty() {
            None
        } else {
            Some(&mut hook)
        };
        ready
            .generator
            .read_whole(&self.ids, &mut self.cache, &mut self.activations, hook)
            .map_err(|_| Trouble::NoToken)?;
        self.whole = true;
        Ok(())
    }

    fn make_whole(&mut self, ready: &Ready, kept: &Kept) -> Result<(), Trouble> {
        if self.whole {
            return Ok(());
        }
        self.read_again(ready, kept)
    }

    /// Reads one more token.
    fn append(&mut self, id: u32, ready: &Ready, kept: &Kept) -> Result<(), Trouble> {
        let (edits, config) = (&self.edits, *ready.generator.model().config());
        let first = self.ids.len();
        let (cache, activations) = (&mut self.cache, &mut self.activations);
        let outcome = if edits.is_empty() {
            ready.generator.read(&[id], cache, activations)
        } else {
            let mut hook = |site, layer, values: &mut [f32]| {
                edits::apply(edits, kept, &config, first, (site, layer), values);
            };
            ready
                .generator
                .read_through(&[id], cache, activations, &mut hook)
        };
        outcome.map_err(|_| Trouble::NoToken)?;
        self.ids.push(id);
        self.whole = false;
        Ok(())
    }
}
