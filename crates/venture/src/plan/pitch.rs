//! The one-page pitch put together from the rest of the plan: what is written
//! there already need not be written twice.

use super::bounded::Text;
use super::document::{Pitch, Plan};

/// The pitch as it reads: each part as the founder wrote it for the pitch, or,
/// where that is blank, what the plan's sections say of it. Parts that only
/// figures could fill stay blank.
///
/// | part | from |
/// |---|---|
/// | one line | the plan's title |
/// | problem | problem, customer, today's alternative |
/// | solution | product, value proposition |
/// | why now | product |
/// | business model | pricing, revenue streams of the canvases |
/// | competition | product's edge and moat, unfair advantage |
/// | team | founders with their roles and skills |
/// | ask | use of funds |
pub fn compose(plan: &Plan) -> Pitch {
    let mut pitch = plan.pitch.clone();
    if pitch.one_line.is_blank() {
        pitch.one_line = plan.title.clone();
    }
    let (problem, product) = (&plan.problem, &plan.product);
    let founders = plan.team.founders.iter();
    let founders: Vec<Text> = founders
        .map(|founder| {
            let parts =
                [&founder.name, &founder.role, &founder.skills].map(|line| line.as_str().trim());
            let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            Text::clipped(&parts.join(" · "))
        })
        .collect();
    fill(
        &mut pitch.problem,
        [&problem.problem, &problem.customer, &problem.alternative],
    );
    fill(
        &mut pitch.solution,
        [&product.description, &plan.value.products],
    );
    fill(&mut pitch.why_now, [&product.why_now]);
    fill(
        &mut pitch.business_model,
        [
            &plan.pricing.model,
            &plan.lean.revenue_streams,
            &plan.canvas.revenue_streams,
        ],
    );
    fill(
        &mut pitch.competition,
        [&product.edge, &product.moat, &plan.lean.unfair_advantage],
    );
    fill(&mut pitch.team, &founders);
    fill(&mut pitch.ask, [&plan.funding.use_of_funds]);
    pitch
}

/// Fills a blank part with the texts that are not, each once.
fn fill<'a>(part: &mut Text, from: impl IntoIterator<Item = &'a Text>) {
    if !part.is_blank() {
        return;
    }
    let mut paragraphs: Vec<&str> = Vec::new();
    for text in from {
        let text = text.as_str().trim();
        if !text.is_empty() && !paragraphs.contains(&text) {
            paragraphs.push(text);
        }
    }
    *part = Text::clipped(&paragraphs.join("\n"));
}
