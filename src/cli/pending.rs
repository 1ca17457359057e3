//! Stands in until `check` and `syntax` have their own.
use crate::check::Files;
#[derive(Debug, Default, Clone)]
pub struct DiskFiles;
impl Files for DiskFiles {
    fn read(&self, path: &str) -> Result<String, String> {
        std::fs::read_to_string(path).map_err(|error| error.to_string())
    }
    fn beside(&self, _path: &str) -> Vec<String> {
        Vec::new()
    }
}
