//! A child process that prints where it listens and ends with its owner.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

/// How long a program may take to say that it is ready.
const PATIENCE: Duration = Duration::from_secs(30);

/// Killed when dropped.
pub struct Process(Child);

impl Process {
    /// Starts a program and waits for the first line of its output in which `ready` finds something.
    pub fn start<T: Send + 'static>(
        command: &mut Command,
        ready: impl Fn(&str) -> Option<T> + Send + 'static,
    ) -> (Self, T) {
        let mut child = match command.stdout(Stdio::piped()).spawn() {
            Ok(child) => child,
            Err(error) => panic!("{} does not start: {error}", command.get_program().to_string_lossy()),
        };
        let stdout = child.stdout.take().expect("the output is piped");
        let process = Self(child);
        let (tell, told) = mpsc::channel();
        // Reads to the end, so that the program never waits for a reader.
        thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if let Some(found) = ready(&line) {
                    let _ = tell.send(found);
                }
            }
        });
        match told.recv_timeout(PATIENCE) {
            Ok(found) => (process, found),
            Err(_) => panic!("{} does not get ready", command.get_program().to_string_lossy()),
        }
    }
}

impl Process {
    /// Starts a program that says nothing.
    pub fn quiet(command: &mut Command) -> Self {
        match command.stdout(Stdio::null()).spawn() {
            Ok(child) => Self(child),
            Err(error) => panic!("{} does not start: {error}", command.get_program().to_string_lossy()),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
