//! Writing a file whole or not at all.
//!
//! Floor 0: imports nothing. What is written goes to a new file in the same folder, is forced to the disk, and takes
//! the old file's place in one step: whoever is stopped in between, by a full disk or by the power, leaves
//! the old file as it was. The new file is also the lock: a second writer waits for the first.
//!
//! What is no plain file (`/dev/null`, `/dev/stdout`, a pipe) has no place to be taken: it is written to as it comes.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(20);
/// A new file that nobody has written to for so long was left behind by a writer that was stopped.
const ABANDONED: Duration = Duration::from_secs(10);
/// How often it looks.
const PAUSE: Duration = Duration::from_millis(20);

/// A file that is being changed. Dropped without [`commit`](Self::commit), nothing has happened.
///
/// ```
/// use factlint::atomic::Change;
/// # let folder = std::env::temp_dir().join(format!("factlint-doc-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder)?;
/// let path = folder.join("facts.toml");
/// let change = Change::begin(&path)?;
/// change.commit(|out| out.write_all(b"schema = 1\n"))?;
/// assert_eq!(std::fs::read_to_string(&path)?, "schema = 1\n");
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Change {
    /// The file itself, behind all symbolic links.
    target: PathBuf,
    /// What will take its place; `None` for what is no plain file.
    beside: Option<PathBuf>,
    file: Option<File>,
    done: bool,
}

impl Change {
    /// Begins to change `path`, which need not be there. Until the end no other process changes it this way.
    ///
    /// # Errors
    ///
    /// When its folder cannot be written, or another process changes it for more than twenty seconds.
    pub fn begin(path: &Path) -> io::Result<Self> {
        if fs::metadata(path).is_ok_and(|m| !m.is_file() && !m.is_dir()) {
            let file = OpenOptions::new().write(true).open(path)?;
            return Ok(Self { target: path.to_path_buf(), beside: None, file: Some(file), done: false });
        }
        let target = behind_links(path)?;
        let mut name = OsString::from(".");
        name.push(target.file_name().ok_or_else(|| io::Error::other("it names no file"))?);
        name.push(".factlint-new");
        let beside = target.with_file_name(name);
        let mut waited = Duration::ZERO;
        let file = loop {
            match File::create_new(&beside) {
                Ok(file) => break file,
                Err(e) if e.kind() != io::ErrorKind::AlreadyExists => return Err(e),
                Err(_) if abandoned(&beside) => {
                    // Its writer was stopped. If another one is as quick as this, one of both creates the next.
                    let _ = fs::remove_file(&beside);
                }
                Err(_) if waited >= PATIENCE => {
                    let what = format!("another process is changing it ({})", beside.display());
                    return Err(io::Error::other(what));
                }
                Err(_) => {
                    sleep(PAUSE);
                    waited += PAUSE;
                }
            }
        };
        let change = Self { target, beside: Some(beside.clone()), file: Some(file), done: false };
        if let Ok(old) = fs::metadata(&change.target) {
            fs::set_permissions(&beside, old.permissions())?;
            #[cfg(unix)]
            {
                use std::os::unix::fs::MetadataExt;
                // Only the superuser may give files away; for others they are their own anyway.
                let _ = std::os::unix::fs::chown(&beside, Some(old.uid()), Some(old.gid()));
            }
        }
        Ok(change)
    }

    /// Has `render` write the new content, and puts it in the old one's place.
    ///
    /// # Errors
    ///
    /// When it cannot be written; the old file is as it was.
    pub fn commit(self, render: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        self.commit_after(render, || Ok(()))
    }

    /// `last` runs when all is written and nothing is replaced yet.
    fn commit_after(
        mut self,
        render: impl FnOnce(&mut dyn Write) -> io::Result<()>,
        last: impl FnOnce() -> io::Result<()>,
    ) -> io::Result<()> {
        let file = self.file.take().ok_or_else(|| io::Error::other("it was written already"))?;
        let mut out = BufWriter::with_capacity(1 << 16, file);
        render(&mut out)?;
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        let Some(beside) = &self.beside else { return last() };
        file.sync_all()?;
        last()?;
        fs::rename(beside, &self.target)?;
        self.done = true;
        // The new name is in the folder: that must reach the disk, too. Not every system opens folders.
        let folder = self.target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if let Ok(folder) = File::open(folder) {
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

impl Drop for Change {
    fn drop(&mut self) {
        // After a commit the name may be another writer's already.
        if let (false, Some(beside)) = (self.done, &self.beside) {
            let _ = fs::remove_file(beside);
        }
    }
}

/// The file that a path means when links are followed, whether it is there or not.
fn behind_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_path_buf();
    // As many as Linux follows.
    for _ in 0..40 {
        match fs::read_link(&path) {
            Ok(to) => path = path.parent().unwrap_or(Path::new("")).join(to),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("its symbolic links lead back to itself"))
}

/// Whether a new file has lain there longer than anybody takes to write one.
fn abandoned(beside: &Path) -> bool {
    let written = fs::metadata(beside).and_then(|m| m.modified());
    written.is_ok_and(|at| at.elapsed().is_ok_and(|age| age > ABANDONED))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("factlint-atomic-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&path);
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        fn names(&self) -> Vec<String> {
            let mut all: Vec<_> = fs::read_dir(&self.0)
                .unwrap()
                .map(|e| e.unwrap().file_name().into_string().unwrap())
                .collect();
            all.sort();
            all
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn write(path: &Path, text: &str) -> io::Result<()> {
        Change::begin(path)?.commit(|out| out.write_all(text.as_bytes()))
    }

    #[test]
    fn a_failure_at_any_point_leaves_the_old_file() {
        let folder = Folder::new("failure");
        let path = folder.0.join("a.toml");
        write(&path, "old").unwrap();
        let half = |out: &mut dyn Write| {
            out.write_all(b"ne")?;
            Err(io::Error::other("the disk is full"))
        };
        assert!(Change::begin(&path).unwrap().commit(half).is_err());
        let whole = |out: &mut dyn Write| out.write_all(b"new");
        let stopped = || Err(io::Error::other("stopped before the last step"));
        assert!(Change::begin(&path).unwrap().commit_after(whole, stopped).is_err());
        drop(Change::begin(&path).unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(folder.names(), ["a.toml"]);
        write(&path, "new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(folder.names(), ["a.toml"]);
    }

    /// Run by the test below in a process of its own, which it ends.
    #[test]
    #[ignore = "ends its process"]
    fn dies_between_write_and_rename() {
        let Some(path) = std::env::var_os("FACTLINT_DIES_WRITING") else { return };
        let change = Change::begin(Path::new(&path)).unwrap();
        let _ = change.commit_after(|out| out.write_all(b"new"), || std::process::abort());
    }

    #[test]
    fn a_process_killed_between_write_and_rename_loses_nothing() {
        let folder = Folder::new("killed");
        let path = folder.0.join("a.toml");
        write(&path, "old").unwrap();
        let killed = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "atomic::tests::dies_between_write_and_rename", "--ignored"])
            .env("FACTLINT_DIES_WRITING", &path)
            .output()
            .unwrap();
        assert!(!killed.status.success(), "{killed:?}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(folder.names(), [".a.toml.factlint-new", "a.toml"], "it had written the new content");
        // Whoever comes long after does not wait.
        let left = OpenOptions::new().write(true).open(folder.0.join(".a.toml.factlint-new")).unwrap();
        left.set_modified(std::time::SystemTime::now() - 6 * ABANDONED).unwrap();
        write(&path, "newer").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "newer");
        assert_eq!(folder.names(), ["a.toml"]);
    }

    #[test]
    fn writers_wait_for_each_other() {
        let folder = Folder::new("many");
        let path = folder.0.join("a.txt");
        write(&path, "").unwrap();
        std::thread::scope(|s| {
            for _ in 0..4 {
                s.spawn(|| {
                    for _ in 0..4 {
                        let change = Change::begin(&path).unwrap();
                        let old = fs::read_to_string(&path).unwrap();
                        change.commit(|out| write!(out, "{old}x")).unwrap();
                    }
                });
            }
        });
        assert_eq!(fs::read_to_string(&path).unwrap(), "x".repeat(16));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_written_to_and_stays_one() {
        use std::os::unix::fs::FileTypeExt;
        let folder = Folder::new("pipe");
        let path = folder.0.join("pipe");
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        let read = {
            let path = path.clone();
            std::thread::spawn(move || fs::read_to_string(path).unwrap())
        };
        write(&path, "new").unwrap();
        assert_eq!(read.join().unwrap(), "new");
        assert!(fs::metadata(&path).unwrap().file_type().is_fifo());
        assert_eq!(folder.names(), ["pipe"]);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = Folder::new("links");
        let path = folder.0.join("real.toml");
        write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("real.toml", folder.0.join("link.toml")).unwrap();
        symlink("link.toml", folder.0.join("again.toml")).unwrap();
        symlink("later.toml", folder.0.join("to-nothing.toml")).unwrap();
        symlink("round.toml", folder.0.join("round.toml")).unwrap();
        write(&folder.0.join("again.toml"), "new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(folder.0.join("again.toml")).unwrap().is_symlink());
        write(&folder.0.join("to-nothing.toml"), "new").unwrap();
        assert_eq!(fs::read_to_string(folder.0.join("later.toml")).unwrap(), "new");
        assert!(write(&folder.0.join("round.toml"), "new").is_err());
    }
}
