package com.beachdo.identity;

import com.beachdo.common.v1.ExportMineRequest;
import com.beachdo.common.v1.PersonalData;
import com.beachdo.identity.mail.Mail;
import com.beachdo.identity.v1.CancelErasureRequest;
import com.beachdo.identity.v1.Consent;
import com.beachdo.identity.v1.ConsentPurpose;
import com.beachdo.identity.v1.Erasure;
import com.beachdo.identity.v1.ListConsentsReply;
import com.beachdo.identity.v1.ListConsentsRequest;
import com.beachdo.identity.v1.Privacy;
import com.beachdo.identity.v1.RecordConsentRequest;
import com.beachdo.identity.v1.ScheduleErasureRequest;
import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/** The privacy contract: what is held about the caller, being forgotten, and consents. */
final class PrivacyRpc implements Privacy {
    private static final int MAX_VERSION = 40;

    private final Db db;
    private final AccountStore accounts;
    private final ErasureStore erasures;
    private final ConsentStore consents;
    private final SessionStore sessions;
    private final Emails emails;
    private final EndedSessions ended;
    private final SecurityEvents events;
    private final int graceDays;

    PrivacyRpc(
            Db db,
            AccountStore accounts,
            ErasureStore erasures,
            ConsentStore consents,
            SessionStore sessions,
            Emails emails,
            EndedSessions ended,
            SecurityEvents events,
            int graceDays) {
        this.db = db;
        this.accounts = accounts;
        this.erasures = erasures;
        this.consents = consents;
        this.sessions = sessions;
        this.emails = emails;
        this.ended = ended;
        this.events = events;
        this.graceDays = graceDays;
    }

    @Override
    public Future<PersonalData> exportMine(ExportMineRequest request) {
        return erasures.export(AccountsRpc.caller())
                .map(json -> PersonalData.newBuilder().setJson(json).build());
    }

    @Override
    public Future<Erasure> scheduleErasure(ScheduleErasureRequest request) {
        UUID caller = AccountsRpc.caller();
        UUID session = AccountsRpc.callersSession();
        return db.transaction(tx -> accounts.hold(tx, caller)
                        .compose(ignored -> erasures.schedule(tx, caller, graceDays))
                        .compose(ignored -> announce(tx, caller, session))
                        .compose(ignored -> sessions.endAllBut(tx, caller, session, EndedSessions.ENDED_BY_OWNER)))
                .compose(ids -> {
                    ended.tell(caller, ids, EndedSessions.ENDED_BY_OWNER);
                    return erasure(caller);
                });
    }

    private Future<Void> announce(Tx tx, UUID caller, UUID session) {
        String day = LocalDate.now(java.time.ZoneOffset.UTC).plusDays(graceDays).toString();
        return events.record(tx, caller, SecurityAction.SECURITY_ACTION_ERASURE_SCHEDULED, session)
                .compose(ignored -> emails.notify(tx, caller, Mail.Kind.ERASURE_SCHEDULED, day));
    }

    @Override
    public Future<Erasure> cancelErasure(CancelErasureRequest request) {
        UUID caller = AccountsRpc.caller();
        return db.transaction(tx -> accounts.hold(tx, caller)
                        .compose(ignored -> accounts.keep(tx, caller))
                        .compose(ignored -> events.record(
                                tx,
                                caller,
                                SecurityAction.SECURITY_ACTION_ERASURE_CANCELLED,
                                SecurityEvents.callersSession())))
                .compose(ignored -> erasure(caller));
    }

    private Future<Erasure> erasure(UUID accountId) {
        return accounts.find(accountId).map(AccountsRpc::found).map(account -> {
            OffsetDateTime at = account.eraseAt();
            return at == null
                    ? Erasure.getDefaultInstance()
                    : Erasure.newBuilder().setEraseAt(Account.timestamp(at)).build();
        });
    }

    @Override
    public Future<ListConsentsReply> listConsents(ListConsentsRequest request) {
        return consents.list(AccountsRpc.caller())
                .map(list -> ListConsentsReply.newBuilder().addAllItems(list).build());
    }

    @Override
    public Future<Consent> recordConsent(RecordConsentRequest request) {
        String version = request.getTextVersion().strip();
        if (request.getPurpose() == ConsentPurpose.CONSENT_PURPOSE_UNSPECIFIED
                || request.getPurpose() == ConsentPurpose.UNRECOGNIZED) {
            throw RpcException.invalid("request.invalid", "/purpose", "must be a purpose");
        }
        if (version.isEmpty() || version.length() > MAX_VERSION) {
            throw RpcException.invalid("request.invalid", "/textVersion", "must be 1 to 40 characters");
        }
        return consents.add(AccountsRpc.caller(), request.getPurpose(), request.getGranted(), version);
    }
}
