package com.beachdo.chat;

import com.beachdo.platform.rpc.RpcException;
import io.vertx.grpc.common.GrpcStatus;

/** What chat refuses, by name. */
final class Refusals {
    private Refusals() {}

    /** Also for those who are not members. */
    static RpcException noChat() {
        return RpcException.notFound("chat.not_found", "There is no such chat.");
    }

    static RpcException noMessage() {
        return RpcException.notFound("chat.message_not_found", "There is no such message.");
    }

    static RpcException noListing() {
        return RpcException.notFound("listing.not_found", "There is no such listing.");
    }

    static RpcException ownListing() {
        return RpcException.conflict("chat.own_listing", "This listing is yours.");
    }

    static RpcException blocked() {
        return RpcException.conflict("chat.blocked", "You cannot write to each other.");
    }

    /** Staff removed the listing, or one of the two may not use their account. */
    static RpcException closed() {
        return RpcException.conflict("chat.closed", "Nothing can be written here any more.");
    }

    static RpcException notEditable() {
        return RpcException.conflict("chat.not_editable", "Only text can be edited.");
    }

    static RpcException newAccountLimit() {
        return new RpcException(
                GrpcStatus.RESOURCE_EXHAUSTED,
                "chat.new_account_limit",
                "A new account can open only so many chats on its first day.");
    }

    static RpcException pictureUsed() {
        return new RpcException(
                GrpcStatus.ALREADY_EXISTS, "chat.picture_used", "This picture was sent already. Upload it again.");
    }

    static RpcException clientMessageIdReused() {
        return new RpcException(
                GrpcStatus.ALREADY_EXISTS,
                "chat.client_message_id_reused",
                "This clientMessageId was used for another message.");
    }

    static RpcException editWindowOver() {
        return RpcException.conflict("chat.edit_window_over", "It is too late to edit this message.");
    }

    static RpcException deleteWindowOver() {
        return RpcException.conflict("chat.delete_window_over", "It is too late to delete this message.");
    }

    /** Others changed the room at the same moment, more than once. */
    static RpcException contended() {
        return RpcException.unavailable("chat.contended", "Others are changing this chat. Try again.");
    }
}
