//! `wallet-help serve`: runs the support API.

use std::path::PathBuf;

use help_support_api::{Config, ServeError, Server, logs, stop_signal};

use crate::{fault::Fault, output::Output};

/// Run the support API: takes reports, tells who is there to answer, serves the knowledge.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    wallet-help serve --database sqlite://support.db --files files --knowledge dist/knowledge\n  \
    wallet-help serve --listen 127.0.0.1:8787 --database sqlite:///var/lib/help/support.db \\\n      \
    --files /var/lib/help/files --knowledge dist/knowledge --allow-origin https://wallet.example\n\n\
    Logs go to the error stream, one JSON object a line, without what people wrote. Ctrl-C and SIGTERM \n\
    let open requests end. Put a proxy with TLS in front; see --proxies.")]
pub struct Args {
    /// Where to listen; port 0 takes a free one.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8787")]
    listen: String,
    /// The database; the file is made when it is missing.
    #[arg(long, value_name = "sqlite://PATH")]
    database: String,
    /// The folder of uploaded files; made when it is missing.
    #[arg(long, value_name = "DIR")]
    files: PathBuf,
    /// The bundle: the folder that `kb build` wrote. A new bundle in it is taken up while running.
    #[arg(long, value_name = "BUNDLE")]
    knowledge: PathBuf,
    /// Pages to serve under `/`, under a strict policy of their own.
    #[arg(long = "static", value_name = "DIR")]
    static_dir: Option<PathBuf>,
    /// A page that may call this service from elsewhere, such as https://wallet.example; may be repeated.
    #[arg(long = "allow-origin", value_name = "ORIGIN")]
    allow_origins: Vec<String>,
    /// The keys of hosts that vouch for signed-in people: a JWK set whose keys each name kid, alg, iss and aud.
    #[arg(long, value_name = "FILE")]
    identity_keys: Option<PathBuf>,
    /// So many days after it was solved or closed a ticket is forgotten with everything in it.
    #[arg(long, value_name = "DAYS", default_value_t = 180)]
    keep_days: u32,
    /// Letters before ticket numbers; made from the wallet's name unless given.
    #[arg(long, value_name = "LETTERS")]
    number_prefix: Option<String>,
    /// How many proxies of your own stand in front and set X-Forwarded-For.
    #[arg(long, value_name = "N", default_value_t = 0)]
    proxies: usize,
}

/// Runs it until it is told to stop.
pub fn run(args: Args, output: &mut Output) -> Result<(), Fault> {
    logs::init();
    let mut config = Config {
        listen: args.listen,
        database: args.database,
        files: args.files,
        knowledge: args.knowledge,
        static_dir: args.static_dir,
        allow_origins: args.allow_origins,
        number_prefix: args.number_prefix,
        identity_keys: args.identity_keys,
        keep_days: args.keep_days,
        ..Config::default()
    };
    config.limits.proxies = args.proxies;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Fault::call(format!("the system gives no threads: {error}")))?;
    runtime.block_on(async {
        let server = Server::bind(config).await.map_err(fault)?;
        output.line(format_args!("listening on http://{}", server.address()))?;
        output.finish()?;
        server.run(stop_signal().map_err(fault)?).await;
        Ok(())
    })
}

fn fault(error: ServeError) -> Fault {
    match error {
        ServeError::Bundle { .. }
        | ServeError::NewerBundle { .. }
        | ServeError::NewerDatabase { .. } => Fault::data(error),
        _ => Fault::call(error),
    }
}
