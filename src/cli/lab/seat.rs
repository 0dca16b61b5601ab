//! `tegami lab --play smtp`: the learner types SMTP in the program itself.

use super::super::context::Context;
use super::super::exit;
use super::super::failure::Failure;
use crate::text;
use crate::world::lab::Lab;

/// Seats the learner before the receiver's server, until they leave.
pub(super) async fn smtp(lab: &Lab, context: &Context) -> Result<(), Failure> {
    let port = lab.door(crate::trace::Service::Smtp).map_or(0, |door| door.address.port());
    std::future::ready(Err(Failure::new(
        exit::NOT_RUN,
        text!(
            context.lang(),
            en: "error: typing SMTP here is not possible yet. `nc -C 127.0.0.1 {port}` in another terminal is the same.",
            ja: "エラー：ここでSMTPを打つことはまだできません。別の端末の `nc -C 127.0.0.1 {port}` で同じことができます。"
        ),
    )))
    .await
}
