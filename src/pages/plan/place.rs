//! Where in the plans an address leads. The document is in the fragment, which
//! no server sees; the section is in the path, the field in the query. Pure.

use documents::Id;

/// What a fragment says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fragment {
    /// No plan.
    Nothing,
    /// A plan.
    Plan(Id),
    /// A place on the page, such as the one that the skip link leads to. It
    /// changes nothing.
    Elsewhere,
}

impl Fragment {
    /// Reads a fragment, with or without its `#`.
    pub fn parse(fragment: &str) -> Self {
        match fragment.trim_start_matches('#') {
            "" => Self::Nothing,
            "content" => Self::Elsewhere,
            text => text.parse().map_or(Self::Elsewhere, Self::Plan),
        }
    }
}

/// The address of a plan's page, given that of the page alone.
pub fn of_plan(page: &str, id: &Id) -> String {
    format!("{page}#{id}")
}

/// The address of a field of a plan, given that of its section's page.
pub fn of_field(page: &str, id: &Id, field: &str) -> String {
    format!("{page}?field={field}#{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_are_told_apart() {
        let id: Id = "0123456789abcdef".parse().unwrap();
        let plan = Fragment::Plan(id.clone());
        assert_eq!(Fragment::parse("#0123456789abcdef"), plan);
        assert_eq!(Fragment::parse(""), Fragment::Nothing);
        assert_eq!(Fragment::parse("#content"), Fragment::Elsewhere);
        let address = of_field("/en/plan/team/", &id, "team.roles.2.start");
        assert_eq!(
            address,
            "/en/plan/team/?field=team.roles.2.start#0123456789abcdef"
        );
    }
}
