//! Takes pictures in pieces, by tus 1.0.0 with the extensions creation and termination. When the last
//! byte is there the picture is checked and encoded again; only then it is kept.

use axum::{
    body::{Body, HttpBody},
    extract::{FromRequestParts, Path, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
    routing,
};
use data_encoding::BASE64;
use help_core::{
    problem::Code,
    upload::{BYTES_MAX, shown_name},
};
use http_body_util::BodyExt;
use tokio::io::AsyncWriteExt;

use super::{Access, Endpoint};
use crate::{
    app::App,
    caller::Caller,
    fault::Fault,
    layers::tus,
    openapi::{Operation, Parameter},
    secret,
    store::{FileRow, UploadRow},
    uploads::{Turn, Unkept, picture::Wrong},
};

const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const METADATA: HeaderName = HeaderName::from_static("upload-metadata");
/// The media type of pieces.
const PIECE: &str = "application/offset+octet-stream";
/// Bytes by which the format shows.
const HEAD_BYTES: u64 = 12;

fn operation(id: &'static str, summary: &'static str) -> Operation {
    Operation::new(id, summary).parameter(Parameter::header("Tus-Resumable", "`1.0.0`", 5))
}

pub(super) fn create_endpoint() -> Endpoint {
    Endpoint {
        method: Method::POST,
        path: tus::PATH,
        access: Access::MaySignIn,
        operation: operation("createUpload", "Begin to send a picture")
            .about(
                "tus 1.0.0, creation. PNG, JPEG or WebP, at most 10 MiB, 25 million pixels, 10,000 a side, one \
                 frame. `Location` tells where to send it; the last part is the id for `attachments`. Begun with a \
                 credential, an upload can be sent and attached with that only; what is attached to nothing is \
                 forgotten after a day.",
            )
            .parameter(Parameter::header("Upload-Length", "Bytes in all", 20))
            .parameter(Parameter::optional_header("Upload-Metadata", "`filename` in Base64"))
            .empty_answer(StatusCode::CREATED, "Begun")
            .problems(&[
                Code::InvalidUpload,
                Code::NotFound,
                Code::UploadVersion,
                Code::TooLarge,
                Code::InvalidPicture,
            ]),
        handler: routing::post(create),
    }
}

pub(super) fn head_endpoint() -> Endpoint {
    Endpoint {
        method: Method::HEAD,
        path: "/v1/uploads/{id}",
        access: Access::Upload,
        operation: operation("readUpload", "How much has come in")
            .parameter(Parameter::path("id", "From `Location`"))
            .empty_answer(StatusCode::OK, "`Upload-Offset` and `Upload-Length` tell")
            .problems(&[Code::NotFound, Code::UploadVersion, Code::InvalidPicture, Code::UploadLocked]),
        handler: routing::head(head),
    }
}

pub(super) fn patch_endpoint() -> Endpoint {
    Endpoint {
        method: Method::PATCH,
        path: "/v1/uploads/{id}",
        access: Access::Upload,
        operation: operation("continueUpload", "Send the next piece")
            .about("When the last byte is there, the answer comes after the picture was checked and is kept.")
            .parameter(Parameter::path("id", "From `Location`"))
            .parameter(Parameter::header("Upload-Offset", "Where the piece belongs", 20))
            .bytes_body(PIECE, "The piece, of any size up to the end")
            .empty_answer(StatusCode::NO_CONTENT, "`Upload-Offset` tells how much has come in")
            .problems(&[
                Code::InvalidUpload,
                Code::NotFound,
                Code::UploadOffset,
                Code::UploadVersion,
                Code::TooLarge,
                Code::UnsupportedMediaType,
                Code::InvalidPicture,
                Code::UploadLocked,
            ]),
        handler: routing::patch(patch),
    }
}

pub(super) fn delete_endpoint() -> Endpoint {
    Endpoint {
        method: Method::DELETE,
        path: "/v1/uploads/{id}",
        access: Access::Upload,
        operation: operation("endUpload", "Forget the upload")
            .about("tus 1.0.0, termination. What belongs to a ticket is not forgotten so.")
            .parameter(Parameter::path("id", "From `Location`"))
            .empty_answer(StatusCode::NO_CONTENT, "Forgotten")
            .problems(&[Code::NotFound, Code::UploadVersion, Code::UploadLocked]),
        handler: routing::delete(delete),
    }
}

/// The upload of a request, when the caller may send it.
struct Mine(UploadRow);

impl FromRequestParts<App> for Mine {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Fault> {
        let caller = Caller::from_request_parts(parts, app).await?;
        let path = Path::<String>::from_request_parts(parts, app).await;
        let Path(id) = path.map_err(|_| Code::NotFound)?;
        let row = app.store().upload(id).await?.filter(|it| !it.is_attached).ok_or(Code::NotFound)?;
        if row.owner.is_some() && row.owner != owner(app, &caller).await? {
            return Err(Code::NotFound.into());
        }
        Ok(Mine(row))
    }
}

/// Whose uploads these are; nobody's in particular without a credential.
async fn owner(app: &App, caller: &Caller) -> Result<Option<String>, Fault> {
    match caller {
        Caller::Nobody => Ok(None),
        Caller::Person(identity) => Ok(Some(identity.subject.clone())),
        Caller::Token(token) => {
            let hash = secret::hash([token.as_bytes()]);
            let owner = app.store().owner_by_token(hash, app.now().as_second()).await?;
            Ok(Some(owner.ok_or(Code::NotFound)?))
        }
    }
}

async fn create(State(app): State<App>, caller: Caller, headers: HeaderMap) -> Result<Response, Fault> {
    let length = number(&headers, &LENGTH)?;
    if length > BYTES_MAX {
        return Err(Code::TooLarge.into());
    }
    if length == 0 {
        return Err(wrong(Wrong::NotAPicture));
    }
    let name = shown_name(&file_name(&headers)?);
    // A name that holds a secret is not kept; the picture may be.
    let name = app.guard().check_text("", name, Vec::new()).await.unwrap_or_else(|_| shown_name(""));
    let id = secret::id()?;
    let location = format!("{}/{id}", tus::PATH);
    let new = UploadRow {
        id,
        owner: owner(&app, &caller).await?,
        name,
        length,
        begun: app.now().as_second(),
        is_stored: false,
        is_attached: false,
    };
    if !app.store().begin_upload(new, app.limits().waiting_bytes).await? {
        tracing::warn!("more pictures wait for a ticket than are allowed");
        return Err(Code::Unavailable.into());
    }
    Ok((StatusCode::CREATED, [(header::LOCATION, location)]).into_response())
}

async fn head(State(app): State<App>, Mine(row): Mine) -> Result<Response, Fault> {
    let mut offset = row.length;
    if !row.is_stored {
        let turn = turn(&app, &row)?;
        offset = app.depot().offset(&row.id).await.map_err(disk)?;
        // The answer to the last piece may have been lost, or its checking cut short.
        if offset >= row.length {
            keep(&app, row.clone(), turn).await?;
        }
    }
    let headers = [(OFFSET, offset), (LENGTH, row.length)];
    Ok((StatusCode::OK, headers.map(|(name, value)| (name, HeaderValue::from(value)))).into_response())
}

async fn patch(State(app): State<App>, Mine(row): Mine, request: Request) -> Result<Response, Fault> {
    let headers = request.headers();
    if headers.get(header::CONTENT_TYPE).is_none_or(|it| it != PIECE) {
        return Err(Code::UnsupportedMediaType.into());
    }
    let offset = number(headers, &OFFSET)?;
    if row.is_stored {
        let again = offset == row.length && request.body().is_end_stream();
        return if again { Ok(at(offset)) } else { Err(Code::UploadOffset.into()) };
    }
    let turn = turn(&app, &row)?;
    let has = app.depot().offset(&row.id).await.map_err(disk)?;
    if offset != has {
        return Err(Code::UploadOffset.into());
    }
    let has = append(&app, &row, has, request.into_body()).await?;
    if has >= HEAD_BYTES && offset < HEAD_BYTES {
        let looked = app.depot().looks_right(&row.id).await;
        refuse(&app, &row, looked).await?;
    }
    if has == row.length {
        keep(&app, row, turn).await?;
    }
    Ok(at(has))
}

async fn delete(State(app): State<App>, Mine(row): Mine) -> Result<StatusCode, Fault> {
    let _turn = turn(&app, &row)?;
    if !app.store().forget_upload(row.id.clone()).await? {
        return Err(Code::NotFound.into());
    }
    app.depot().remove(&row.id).await;
    Ok(StatusCode::NO_CONTENT)
}

/// Writes as it comes, so that little is lost with the connection. Returns how much is there.
async fn append(app: &App, row: &UploadRow, mut has: u64, mut body: Body) -> Result<u64, Fault> {
    if body.size_hint().lower() > row.length - has {
        return Err(Code::TooLarge.into());
    }
    let path = app.depot().incoming(&row.id);
    let mut file =
        tokio::fs::OpenOptions::new().append(true).create(true).open(path).await.map_err(disk)?;
    while let Some(frame) = body.frame().await {
        // What came before the connection broke stays.
        let Ok(frame) = frame else {
            file.flush().await.map_err(disk)?;
            return Err(Code::InvalidUpload.into());
        };
        let Ok(data) = frame.into_data() else { continue };
        if has + data.len() as u64 > row.length {
            file.flush().await.map_err(disk)?;
            return Err(Code::TooLarge.into());
        }
        file.write_all(&data).await.map_err(disk)?;
        has += data.len() as u64;
    }
    file.flush().await.map_err(disk)?;
    Ok(has)
}

/// Checks and keeps a whole upload. Goes on when the client has gone: it will ask again.
async fn keep(app: &App, row: UploadRow, turn: Turn) -> Result<(), Fault> {
    let app = app.clone();
    let work = async move {
        let kept = app.depot().keep(&row.id).await;
        let clean = refuse(&app, &row, kept).await?;
        let ending = format!(".{}", clean.format.extension());
        let fits = row.name.to_ascii_lowercase().ends_with(&ending)
            || (ending == ".jpg" && row.name.to_ascii_lowercase().ends_with(".jpeg"));
        let file = FileRow {
            id: row.id.clone(),
            name: if fits { row.name.clone() } else { format!("{}{ending}", row.name) },
            media_type: clean.format.media_type().into(),
            bytes: u32::try_from(clean.bytes.len()).unwrap_or(u32::MAX),
            width: clean.width,
            height: clean.height,
        };
        if !app.store().upload_stored(file, app.now().as_second()).await? {
            app.depot().remove(&row.id).await;
            return Err(Code::NotFound.into());
        }
        app.depot().drop_incoming(&row.id).await;
        drop(turn);
        Ok(())
    };
    tokio::spawn(work).await.map_err(|_| Code::Internal)?
}

/// Forgets an upload that is no picture we take, and says why.
async fn refuse<T>(app: &App, row: &UploadRow, outcome: Result<T, Unkept>) -> Result<T, Fault> {
    match outcome {
        Ok(value) => Ok(value),
        Err(Unkept::Io(error)) => Err(disk(error)),
        Err(Unkept::Wrong(why)) => {
            app.store().forget_upload(row.id.clone()).await?;
            app.depot().remove(&row.id).await;
            Err(wrong(why))
        }
    }
}

fn turn(app: &App, row: &UploadRow) -> Result<Turn, Fault> {
    app.depot().turn(&row.id).ok_or_else(|| Code::UploadLocked.into())
}

fn at(offset: u64) -> Response {
    (StatusCode::NO_CONTENT, [(OFFSET, HeaderValue::from(offset))]).into_response()
}

fn wrong(why: Wrong) -> Fault {
    Fault::field(Code::InvalidPicture, "", why.name())
}

fn disk(error: std::io::Error) -> Fault {
    tracing::error!(%error, "the folder of files refused");
    Code::Unavailable.into()
}

fn number(headers: &HeaderMap, name: &HeaderName) -> Result<u64, Fault> {
    let mut values = headers.get_all(name).iter();
    let text = values.next().and_then(|it| it.to_str().ok()).unwrap_or_default();
    let plain =
        !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit()) && values.next().is_none();
    text.parse().ok().filter(|_| plain).ok_or_else(|| Code::InvalidUpload.into())
}

/// The `filename` of `Upload-Metadata`: pairs of a key and Base64, with commas between.
fn file_name(headers: &HeaderMap) -> Result<String, Fault> {
    let Some(written) = headers.get(METADATA) else { return Ok(String::new()) };
    let written = written.to_str().map_err(|_| Code::InvalidUpload)?;
    let mut name = String::new();
    for pair in written.split(',').map(str::trim).filter(|it| !it.is_empty()) {
        let (key, value) = pair.split_once(' ').unwrap_or((pair, ""));
        let value = BASE64.decode(value.trim().as_bytes()).map_err(|_| Code::InvalidUpload)?;
        if key == "filename" {
            name = String::from_utf8_lossy(&value).into_owned();
        }
    }
    Ok(name)
}
