//! Memory of serving the model: weights, and the cache of keys and values.

use super::accelerators::{capacity, fits};
use super::{MOST, bytes, words};
use crate::i18n::{td_string, use_locale};
use crate::pages::plan::editor::use_editor;
use crate::pages::plan::kit::{Choice, Computed, Field, Group, Shown, at, decimal, whole};
use leptos::prelude::*;
use venture::plan::compute::{KvCache, inference_memory, kv_cache};

/// The model served, and whether it fits.
#[component]
pub fn Serving() -> impl IntoView {
    let locale = use_locale();
    let bits = [16_u8, 8, 4].map(|bits| {
        (
            bits,
            td_string!(locale, plan_compute.bits_of, bits = u32::from(bits)),
        )
    });
    let widths = [2_u8, 1].map(|bytes| {
        (
            bytes,
            td_string!(locale, plan_compute.bits_of, bits = u32::from(bytes) * 8),
        )
    });
    let unset = td_string!(locale, plan_compute.unset);
    let with_unset = |options: &[(u8, String)]| {
        let mut all = vec![(0, unset.to_owned())];
        all.extend_from_slice(options);
        all
    };
    view! {
        <Group
            path="compute.serving"
            label=td_string!(locale, plan_compute.serving)
            hint=td_string!(locale, plan_compute.serving_hint)
        >
            <Field
                of=decimal(at!(compute.serving.parameters), 9, 0, MOST)
                label=td_string!(locale, plan_compute.parameters)
                hint=td_string!(locale, plan_compute.all_experts)
                unit=td_string!(locale, plan_compute.billion)
            />
            <Choice of=at!(compute.serving.bits) label=td_string!(locale, plan_compute.bits) options=with_unset(&bits)/>
            <Group path="compute.serving.kv_cache" label=td_string!(locale, plan_compute.kv_cache)>
                <div class="plan-pair">
                    <Field of=whole(at!(compute.serving.kv_cache.layers), 0, 100_000) label=td_string!(locale, plan_compute.layers)/>
                    <Field
                        of=whole(at!(compute.serving.kv_cache.kv_heads), 0, 100_000)
                        label=td_string!(locale, plan_compute.kv_heads)
                    />
                    <Field of=whole(at!(compute.serving.kv_cache.head_dim), 0, 100_000) label=td_string!(locale, plan_compute.head_dim)/>
                    <Field of=whole(at!(compute.serving.kv_cache.sequence), 0, 100_000_000) label=td_string!(locale, plan_compute.context)/>
                    <Field of=whole(at!(compute.serving.kv_cache.batch), 0, 1_000_000) label=td_string!(locale, plan_compute.concurrent)/>
                    <Choice of=at!(compute.serving.kv_cache.bytes) label=td_string!(locale, plan_compute.kv_bits) options=with_unset(&widths)/>
                </div>
                <p class="plan-hint">{td_string!(locale, plan_compute.kv_hint)}</p>
            </Group>
            <Field
                of=whole(at!(compute.serving_accelerators), 0, 100_000)
                label=td_string!(locale, plan_compute.serving_accelerators)
            />
            <Results/>
        </Group>
    }
}

#[component]
fn Results() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let serving = Memo::new(move |_| editor.with(|plan| plan.compute.serving));
    let count = Memo::new(move |_| editor.with(|plan| plan.compute.serving_accelerators));
    let there = Memo::new(move |_| editor.with(capacity));
    let per_token = Signal::derive(move || {
        let one = KvCache {
            sequence: 1,
            batch: 1,
            ..serving.get().kv_cache
        };
        let cache = kv_cache(&one).map_err(|error| words(&error, locale))?;
        Ok(Shown::of(&cache, bytes(cache.value)))
    });
    let whole = Signal::derive(move || {
        let cache = kv_cache(&serving.get().kv_cache).map_err(|error| words(&error, locale))?;
        Ok(Shown::of(&cache, bytes(cache.value)))
    });
    let needed = Memo::new(move |_| inference_memory(&serving.get()));
    let memory = Signal::derive(move || {
        let needed = needed.get().map_err(|error| words(&error, locale))?;
        Ok(Shown::of(&needed, bytes(needed.value)))
    });
    let verdict = move || {
        let count = u128::from(count.get());
        let needed = needed.get().ok()?.value;
        let (name, each) = there.get()?;
        (count > 0 && needed > 0)
            .then(|| fits(needed, Some((name, each * count)), locale))
            .flatten()
    };
    view! {
        <div class="plan-figures">
            <Computed label=td_string!(locale, plan_compute.kv_per_token) result=per_token/>
            <Computed label=td_string!(locale, plan_compute.kv_whole) result=whole/>
            <Computed label=td_string!(locale, plan_compute.serving_bytes) result=memory/>
        </div>
        <p class="plan-verdict">{verdict}</p>
    }
}
