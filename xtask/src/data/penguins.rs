//! The Palmer penguins: the rows in which every measurement was taken.

use anyhow::{Context, Result, ensure};

/// What the package writes where nothing was recorded.
const MISSING: &str = "NA";

/// Keeps the header and the rows without a missing value.
pub fn clean(table: &[u8]) -> Result<Vec<u8>> {
    let mut reader = csv::Reader::from_reader(table);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(reader.headers().context("penguins.csv has no header")?)?;
    let mut kept = 0;
    for record in reader.records() {
        let record = record.context("penguins.csv")?;
        if record.iter().all(|value| value != MISSING) {
            writer.write_record(&record)?;
            kept += 1;
        }
    }
    ensure!(kept > 0, "penguins.csv has no complete row");
    writer
        .into_inner()
        .map_err(|error| error.into_error().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn rows_with_a_missing_value_are_left_out() {
        let cleaned = clean(b"species,mass\nAdelie,3750\nAdelie,NA\nGentoo,5000\n").unwrap();
        assert_eq!(cleaned, b"species,mass\nAdelie,3750\nGentoo,5000\n");
        assert!(clean(b"species,mass\nAdelie,NA\n").is_err());
    }

    #[test]
    fn the_shipped_file_has_the_complete_rows() {
        let table = include_bytes!("../../../public/data/penguins.csv");
        let mut reader = csv::Reader::from_reader(&table[..]);
        assert_eq!(
            reader
                .headers()
                .unwrap()
                .iter()
                .collect::<Vec<_>>()
                .join(","),
            "species,island,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g,sex,year"
        );
        let mut species = BTreeMap::new();
        for record in reader.records() {
            let record = record.unwrap();
            for column in [2, 3, 4, 5, 7] {
                record[column].parse::<f32>().unwrap();
            }
            *species.entry(record[0].to_owned()).or_insert(0) += 1;
        }
        // 344 birds, of which 11 lack a value.
        let expected = [("Adelie", 146), ("Chinstrap", 68), ("Gentoo", 119)];
        assert!(
            species
                .iter()
                .map(|(name, &n)| (name.as_str(), n))
                .eq(expected)
        );
    }
}
