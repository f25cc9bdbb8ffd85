package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.as;
import static com.beachdo.identity.IdentitySystem.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.BecomeSellerRequest;
import com.beachdo.identity.v1.EndSessionRequest;
import com.beachdo.identity.v1.GetMeRequest;
import com.beachdo.identity.v1.GetUserRequest;
import com.beachdo.identity.v1.ListEndedSessionsRequest;
import com.beachdo.identity.v1.ListSessionsRequest;
import com.beachdo.identity.v1.LoginRequest;
import com.beachdo.identity.v1.LogoutRequest;
import com.beachdo.identity.v1.Otp;
import com.beachdo.identity.v1.PublicUser;
import com.beachdo.identity.v1.RefreshReply;
import com.beachdo.identity.v1.RefreshRequest;
import com.beachdo.identity.v1.ResendVerificationRequest;
import com.beachdo.identity.v1.Session;
import com.beachdo.identity.v1.Sessions;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.identity.v1.StartOtpReply;
import com.beachdo.identity.v1.StartOtpRequest;
import com.beachdo.identity.v1.User;
import com.beachdo.identity.v1.VerifyEmailRequest;
import com.beachdo.identity.v1.VerifyOtpRequest;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;

/** The calls that people make, over one transport. */
record Client(IdentitySystem identity, Transport transport) {
    SignedIn login(String email, String password) {
        LoginRequest request =
                LoginRequest.newBuilder().setEmail(email).setPassword(password).build();
        return identity.anonymously(Sessions.class, transport, sessions -> sessions.login(request));
    }

    RefreshReply refresh(String token) {
        RefreshRequest request =
                RefreshRequest.newBuilder().setRefreshToken(token).build();
        return identity.anonymously(Sessions.class, transport, sessions -> sessions.refresh(request));
    }

    String refreshFailure(String token) {
        RpcException failure = failure(() -> refresh(token));
        assertThat(failure.status()).isEqualTo(GrpcStatus.UNAUTHENTICATED);
        return failure.code();
    }

    void logout(SignedIn signedIn) {
        identity.call(
                Sessions.class,
                transport,
                as(signedIn),
                sessions -> sessions.logout(LogoutRequest.getDefaultInstance()));
    }

    List<Session> sessions(SignedIn signedIn) {
        return identity.call(
                        Sessions.class,
                        transport,
                        as(signedIn),
                        sessions -> sessions.listSessions(ListSessionsRequest.getDefaultInstance()))
                .getItemsList();
    }

    void endSession(SignedIn caller, String sessionId) {
        EndSessionRequest request =
                EndSessionRequest.newBuilder().setSessionId(sessionId).build();
        identity.call(Sessions.class, transport, as(caller), sessions -> sessions.endSession(request));
    }

    List<String> endedSessions() {
        return identity.call(
                        Sessions.class,
                        transport,
                        TestSystem.service(),
                        sessions -> sessions.listEndedSessions(ListEndedSessionsRequest.getDefaultInstance()))
                .getSessionIdsList();
    }

    User me(SignedIn signedIn) {
        return identity.call(
                Accounts.class, transport, as(signedIn), accounts -> accounts.getMe(GetMeRequest.getDefaultInstance()));
    }

    void verifyEmail(String token) {
        VerifyEmailRequest request =
                VerifyEmailRequest.newBuilder().setToken(token).build();
        identity.anonymously(Accounts.class, transport, accounts -> accounts.verifyEmail(request));
    }

    void resendVerification(SignedIn signedIn) {
        identity.call(
                Accounts.class,
                transport,
                as(signedIn),
                accounts -> accounts.resendVerification(ResendVerificationRequest.getDefaultInstance()));
    }

    SignedIn becomeSeller(SignedIn signedIn, boolean acceptTerms) {
        BecomeSellerRequest request =
                BecomeSellerRequest.newBuilder().setAcceptTerms(acceptTerms).build();
        return identity.call(Accounts.class, transport, as(signedIn), accounts -> accounts.becomeSeller(request));
    }

    PublicUser profile(String id) {
        GetUserRequest request = GetUserRequest.newBuilder().setUserId(id).build();
        return identity.anonymously(Accounts.class, transport, accounts -> accounts.getUser(request));
    }

    StartOtpReply startOtp(String phone) {
        StartOtpRequest request = StartOtpRequest.newBuilder().setPhone(phone).build();
        return identity.anonymously(Otp.class, transport, otp -> otp.startOtp(request));
    }

    SignedIn verifyOtp(StartOtpReply challenge, String code) {
        VerifyOtpRequest request = VerifyOtpRequest.newBuilder()
                .setChallengeId(challenge.getChallengeId())
                .setCode(code)
                .build();
        return identity.anonymously(Otp.class, transport, otp -> otp.verifyOtp(request));
    }
}
