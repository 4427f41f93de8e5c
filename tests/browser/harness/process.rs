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
const TRIES: usize = 3;

/// Killed when dropped.
pub struct Process(Child);

impl Process {
    /// Starts a program and waits for the first line of its output in which `ready` finds something. One that ends
    /// before that is started again: a driver that looks for a free port may find one that is taken a moment later.
    pub fn start<T: Send + 'static>(
        command: &mut Command,
        ready: impl Fn(&str) -> Option<T> + Clone + Send + 'static,
    ) -> (Self, T) {
        for _ in 0..TRIES {
            if let Some(started) = Self::try_start(command, ready.clone()) {
                return started;
            }
        }
        panic!("{} does not get ready", command.get_program().to_string_lossy());
    }

    fn try_start<T: Send + 'static>(
        command: &mut Command,
        ready: impl Fn(&str) -> Option<T> + Send + 'static,
    ) -> Option<(Self, T)> {
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
        told.recv_timeout(PATIENCE).ok().map(|found| (process, found))
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
