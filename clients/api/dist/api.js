// Made from the OpenAPI contract by ApiClientTest; changes are overwritten.
import { Transport } from './transport.js';
/** Every operation of the API; a refusal is a ProblemError. */
export class BeachdoApi extends Transport {
    /** Get a ticket for a socket */
    createRealtimeTicket() {
        return this.call('POST', `/v1/realtime/ticket`);
    }
    /** Make an account */
    register(input) {
        return this.call('POST', `/v1/auth/register`, { headers: { 'Refresh-Mode': input.refreshMode }, body: input.body });
    }
    /** Sign in by e-mail and password */
    login(input) {
        return this.call('POST', `/v1/auth/login`, { headers: { 'Refresh-Mode': input.refreshMode }, body: input.body });
    }
    /** Have a sign-in code sent to a phone */
    startOtp(input) {
        return this.call('POST', `/v1/auth/otp`, { body: input.body });
    }
    /** Sign in by a code */
    verifyOtp(input) {
        return this.call('POST', `/v1/auth/otp/verify`, { headers: { 'Refresh-Mode': input.refreshMode }, body: input.body });
    }
    /** Trade a refresh token for new tokens */
    refresh(input = {}) {
        return this.call('POST', `/v1/auth/refresh`, { headers: { 'Refresh-Mode': input.refreshMode }, body: input.body });
    }
    /** End this session */
    logout(input = {}) {
        return this.call('POST', `/v1/auth/logout`, { headers: { 'Refresh-Mode': input.refreshMode } });
    }
    /** End all sessions of mine */
    logoutAll(input = {}) {
        return this.call('POST', `/v1/auth/logout-all`, { headers: { 'Refresh-Mode': input.refreshMode } });
    }
    /** Verify an e-mail address by the token of the mail */
    verifyEmail(input) {
        return this.call('POST', `/v1/auth/email/verify`, { body: input.body });
    }
    /** Have the verification mail sent again */
    resendVerification() {
        return this.call('POST', `/v1/auth/email/resend`);
    }
    /** Have a link to a new password mailed */
    forgotPassword(input) {
        return this.call('POST', `/v1/auth/password/forgot`, { body: input.body });
    }
    /** Set a new password by the token of the mail */
    resetPassword(input) {
        return this.call('POST', `/v1/auth/password/reset`, { body: input.body });
    }
    /** Change my password */
    changePassword(input) {
        return this.call('POST', `/v1/auth/password/change`, { body: input.body });
    }
    /** Show the second factor in this session */
    stepUp(input) {
        return this.call('POST', `/v1/auth/step-up`, { headers: { 'Refresh-Mode': input.refreshMode }, body: input.body });
    }
    /** Sign in by an account elsewhere */
    startOidc(input) {
        return this.call('POST', `/v1/auth/oidc/${encodeURIComponent(input.provider)}/start`);
    }
    /** Where the provider sends the browser back to */
    returnOidc(input = {}) {
        return this.call('GET', `/v1/auth/oidc/callback`, { query: { state: input.state, code: input.code, error: input.error } });
    }
    /** Finish signing in by an account elsewhere */
    finishOidc(input) {
        return this.call('POST', `/v1/auth/oidc/finish`, { headers: { 'Refresh-Mode': input.refreshMode }, body: input.body });
    }
    /** Start to sign in by a passkey */
    startPasskeySignIn() {
        return this.call('POST', `/v1/auth/passkey/start`);
    }
    /** Sign in by a passkey */
    finishPasskeySignIn(input) {
        return this.call('POST', `/v1/auth/passkey/finish`, { headers: { 'Refresh-Mode': input.refreshMode }, body: input.body });
    }
    /** Start to show a passkey in this session */
    startPasskeyStepUp() {
        return this.call('POST', `/v1/auth/step-up/passkey/start`);
    }
    /** Show a passkey in this session */
    finishPasskeyStepUp(input) {
        return this.call('POST', `/v1/auth/step-up/passkey/finish`, { headers: { 'Refresh-Mode': input.refreshMode }, body: input.body });
    }
    /** My passkeys */
    listPasskeys() {
        return this.call('GET', `/v1/me/passkeys`);
    }
    /** Add a passkey */
    addPasskey(input) {
        return this.call('POST', `/v1/me/passkeys`, { body: input.body });
    }
    /** Start to add a passkey */
    startPasskey(input) {
        return this.call('POST', `/v1/me/passkeys/start`, { body: input.body });
    }
    /** Remove a passkey */
    removePasskey(input) {
        return this.call('DELETE', `/v1/me/passkeys/${encodeURIComponent(input.passkeyId)}`);
    }
    /** My accounts elsewhere */
    listIdentities() {
        return this.call('GET', `/v1/me/identities`);
    }
    /** Link an account elsewhere */
    startLink(input) {
        return this.call('POST', `/v1/me/identities`, { body: input.body });
    }
    /** Finish linking an account elsewhere */
    finishLink(input) {
        return this.call('POST', `/v1/me/identities/finish`, { body: input.body });
    }
    /** Unlink an account elsewhere */
    removeIdentity(input) {
        return this.call('DELETE', `/v1/me/identities/${encodeURIComponent(input.identityId)}`);
    }
    /** My account */
    getMe() {
        return this.call('GET', `/v1/me`);
    }
    /** Change my profile */
    updateMe(input) {
        return this.call('PATCH', `/v1/me`, { headers: { 'If-Match': input.ifMatch }, body: input.body });
    }
    /** Have my account erased */
    deleteMe() {
        return this.call('DELETE', `/v1/me`);
    }
    /** Keep my account after all */
    cancelErasure() {
        return this.call('POST', `/v1/me/erasure/cancel`);
    }
    /** Everything held about me */
    exportMe() {
        return this.call('GET', `/v1/me/export`);
    }
    /** What I consented to */
    listConsents() {
        return this.call('GET', `/v1/me/consents`);
    }
    /** Consent to something, or withdraw it */
    recordConsent(input) {
        return this.call('POST', `/v1/me/consents`, { body: input.body });
    }
    /** Make a phone mine by a code sent to it */
    confirmPhone(input) {
        return this.call('POST', `/v1/me/phone/confirm`, { body: input.body });
    }
    /** My second factors */
    getFactors() {
        return this.call('GET', `/v1/me/factors`);
    }
    /** Get a secret for an authenticator app */
    startTotp(input) {
        return this.call('POST', `/v1/me/factors/totp`, { body: input.body });
    }
    /** Remove my authenticator app */
    removeTotp() {
        return this.call('DELETE', `/v1/me/factors/totp`);
    }
    /** Confirm the authenticator app by a code of it */
    confirmTotp(input) {
        return this.call('POST', `/v1/me/factors/totp/confirm`, { headers: { 'Refresh-Mode': input.refreshMode }, body: input.body });
    }
    /** Where I am signed in */
    listSessions() {
        return this.call('GET', `/v1/me/sessions`);
    }
    /** End all my sessions but this one */
    endOtherSessions() {
        return this.call('DELETE', `/v1/me/sessions`);
    }
    /** End one of my sessions */
    endSession(input) {
        return this.call('DELETE', `/v1/me/sessions/${encodeURIComponent(input.sessionId)}`);
    }
    /** Become a seller */
    becomeSeller(input) {
        return this.call('POST', `/v1/me/seller`, { headers: { 'Refresh-Mode': input.refreshMode }, body: input.body });
    }
    /** Where I stand with the proof of my identity */
    getKyc() {
        return this.call('GET', `/v1/me/kyc`);
    }
    /** Take back my consent */
    withdrawKyc() {
        return this.call('DELETE', `/v1/me/kyc`);
    }
    /** Prove my identity through DigiLocker */
    startDigiLocker(input) {
        return this.call('POST', `/v1/me/kyc/digilocker`, { body: input.body });
    }
    /** Confirm that it was me who came back from DigiLocker */
    confirmDigiLocker(input) {
        return this.call('POST', `/v1/me/kyc/digilocker/confirm`, { body: input.body });
    }
    /** Where DigiLocker sends the browser back to */
    finishDigiLocker(input = {}) {
        return this.call('GET', `/v1/kyc/digilocker/callback`, { query: { state: input.state, code: input.code, error: input.error, error_description: input.error_description } });
    }
    /** What everybody may know of an account */
    getUser(input) {
        return this.call('GET', `/v1/users/${encodeURIComponent(input.userId)}`);
    }
    /** Accounts, newest first */
    listUsers(input = {}) {
        return this.call('GET', `/v1/admin/users`, { query: { q: input.q, role: input.role, status: input.status, limit: input.limit, cursor: input.cursor } });
    }
    /** Somebody's account */
    getAccount(input) {
        return this.call('GET', `/v1/admin/users/${encodeURIComponent(input.userId)}`);
    }
    /** Keep somebody out until a time, or until further notice */
    suspendUser(input) {
        return this.call('POST', `/v1/admin/users/${encodeURIComponent(input.userId)}/suspend`, { body: input.body });
    }
    /** Let somebody in again */
    unsuspendUser(input) {
        return this.call('POST', `/v1/admin/users/${encodeURIComponent(input.userId)}/unsuspend`, { body: input.body });
    }
    /** Keep somebody out for good */
    banUser(input) {
        return this.call('POST', `/v1/admin/users/${encodeURIComponent(input.userId)}/ban`, { body: input.body });
    }
    /** Give somebody other roles */
    setRoles(input) {
        return this.call('PUT', `/v1/admin/users/${encodeURIComponent(input.userId)}/roles`, { body: input.body });
    }
    /** Grants of roles that wait for a second administrator */
    listRoleRequests(input = {}) {
        return this.call('GET', `/v1/admin/role-requests`, { query: { limit: input.limit, cursor: input.cursor } });
    }
    /** Grant what another administrator asked for */
    approveRoleRequest(input) {
        return this.call('POST', `/v1/admin/role-requests/${encodeURIComponent(input.requestId)}/approve`);
    }
    /** Drop a grant that waits */
    refuseRoleRequest(input) {
        return this.call('POST', `/v1/admin/role-requests/${encodeURIComponent(input.requestId)}/refuse`);
    }
    /** The address and phone of somebody */
    revealUser(input) {
        return this.call('POST', `/v1/admin/users/${encodeURIComponent(input.userId)}/reveal`, { body: input.body });
    }
    /** Where somebody is signed in */
    listUserSessions(input) {
        return this.call('GET', `/v1/admin/users/${encodeURIComponent(input.userId)}/sessions`);
    }
    /** End all sessions of somebody */
    endUserSessions(input) {
        return this.call('DELETE', `/v1/admin/users/${encodeURIComponent(input.userId)}/sessions`);
    }
    /** Where to find what verifies access tokens */
    getOpenIdConfiguration() {
        return this.call('GET', `/.well-known/openid-configuration`);
    }
    /** Public keys that verify access tokens */
    listKeys() {
        return this.call('GET', `/.well-known/jwks.json`);
    }
    /** The tree of categories with their attributes */
    listCategories(input = {}) {
        return this.call('GET', `/v1/categories`, { query: { retired: input.retired } });
    }
    /** Find listings */
    searchListings(input = {}) {
        return this.call('GET', `/v1/listings`, { query: { q: input.q, category: input.category, city: input.city, lat: input.lat, lon: input.lon, radiusKm: input.radiusKm, minPrice: input.minPrice, maxPrice: input.maxPrice, condition: input.condition, sellerId: input.sellerId, attr: input.attr, sort: input.sort, facets: input.facets, explain: input.explain, limit: input.limit, cursor: input.cursor } });
    }
    /** Make a draft */
    createListing(input) {
        return this.call('POST', `/v1/listings`, { headers: { 'Idempotency-Key': input.idempotencyKey }, body: input.body });
    }
    /** A listing */
    getListing(input) {
        return this.call('GET', `/v1/listings/${encodeURIComponent(input.listingId)}`);
    }
    /** Change a listing of mine */
    updateListing(input) {
        return this.call('PATCH', `/v1/listings/${encodeURIComponent(input.listingId)}`, { headers: { 'If-Match': input.ifMatch }, body: input.body });
    }
    /** Delete a listing of mine */
    deleteListing(input) {
        return this.call('DELETE', `/v1/listings/${encodeURIComponent(input.listingId)}`);
    }
    /** Hand a listing in for review */
    submitListing(input) {
        return this.call('POST', `/v1/listings/${encodeURIComponent(input.listingId)}/submit`);
    }
    /** Say that it is sold */
    markSold(input) {
        return this.call('POST', `/v1/listings/${encodeURIComponent(input.listingId)}/sold`);
    }
    /** Put it up for another term */
    renewListing(input) {
        return this.call('POST', `/v1/listings/${encodeURIComponent(input.listingId)}/renew`);
    }
    /** Take it off the market */
    withdrawListing(input) {
        return this.call('POST', `/v1/listings/${encodeURIComponent(input.listingId)}/withdraw`);
    }
    /** Get a place for a picture */
    createImage(input) {
        return this.call('POST', `/v1/listings/${encodeURIComponent(input.listingId)}/images`, { headers: { 'Idempotency-Key': input.idempotencyKey }, body: input.body });
    }
    /** Put the pictures in order */
    orderImages(input) {
        return this.call('PUT', `/v1/listings/${encodeURIComponent(input.listingId)}/images/order`, { body: input.body });
    }
    /** Say that the upload is done */
    completeImage(input) {
        return this.call('POST', `/v1/listings/${encodeURIComponent(input.listingId)}/images/${encodeURIComponent(input.imageId)}/complete`);
    }
    /** Take a picture away */
    deleteImage(input) {
        return this.call('DELETE', `/v1/listings/${encodeURIComponent(input.listingId)}/images/${encodeURIComponent(input.imageId)}`);
    }
    /** Get a place for a picture that goes into a message */
    createPrivatePicture(input) {
        return this.call('POST', `/v1/me/pictures`, { headers: { 'Idempotency-Key': input.idempotencyKey }, body: input.body });
    }
    /** Say that the upload of a picture for a message is done */
    completePrivatePicture(input) {
        return this.call('POST', `/v1/me/pictures/${encodeURIComponent(input.imageId)}/complete`);
    }
    /** My listings, newest first */
    listMyListings(input = {}) {
        return this.call('GET', `/v1/me/listings`, { query: { status: input.status, limit: input.limit, cursor: input.cursor } });
    }
    /** My saved listings, newest saved first */
    listSaved(input = {}) {
        return this.call('GET', `/v1/me/saved`, { query: { limit: input.limit, cursor: input.cursor } });
    }
    /** Save a listing */
    saveListing(input) {
        return this.call('PUT', `/v1/me/saved/${encodeURIComponent(input.listingId)}`);
    }
    /** Forget a saved listing */
    unsaveListing(input) {
        return this.call('DELETE', `/v1/me/saved/${encodeURIComponent(input.listingId)}`);
    }
    /** My saved searches, last saved first */
    listSavedSearches(input = {}) {
        return this.call('GET', `/v1/me/searches`, { query: { limit: input.limit, cursor: input.cursor } });
    }
    /** Save a search */
    createSavedSearch(input) {
        return this.call('POST', `/v1/me/searches`, { headers: { 'Idempotency-Key': input.idempotencyKey }, body: input.body });
    }
    /** Rename a saved search, or change when there are alerts */
    updateSavedSearch(input) {
        return this.call('PATCH', `/v1/me/searches/${encodeURIComponent(input.searchId)}`, { body: input.body });
    }
    /** Forget a saved search */
    deleteSavedSearch(input) {
        return this.call('DELETE', `/v1/me/searches/${encodeURIComponent(input.searchId)}`);
    }
    /** The prices that everybody saw of a listing, latest first */
    listPrices(input) {
        return this.call('GET', `/v1/listings/${encodeURIComponent(input.listingId)}/prices`);
    }
    /** Offer a price for a listing */
    makeOffer(input) {
        return this.call('POST', `/v1/listings/${encodeURIComponent(input.listingId)}/offers`, { headers: { 'Idempotency-Key': input.idempotencyKey }, body: input.body });
    }
    /** Offers that I made, and those for my listings, last made first */
    listMyOffers(input = {}) {
        return this.call('GET', `/v1/me/offers`, { query: { role: input.role, listingId: input.listingId, state: input.state, limit: input.limit, cursor: input.cursor } });
    }
    /** An offer of mine, or for a listing of mine */
    getOffer(input) {
        return this.call('GET', `/v1/offers/${encodeURIComponent(input.offerId)}`);
    }
    /** Answer with another price */
    counterOffer(input) {
        return this.call('POST', `/v1/offers/${encodeURIComponent(input.offerId)}/counter`, { body: input.body });
    }
    /** Accept what is on the table */
    acceptOffer(input) {
        return this.call('POST', `/v1/offers/${encodeURIComponent(input.offerId)}/accept`);
    }
    /** Say no */
    declineOffer(input) {
        return this.call('POST', `/v1/offers/${encodeURIComponent(input.offerId)}/decline`);
    }
    /** Take it back */
    withdrawOffer(input) {
        return this.call('POST', `/v1/offers/${encodeURIComponent(input.offerId)}/withdraw`);
    }
    /** Review the seller of a listing */
    createReview(input) {
        return this.call('POST', `/v1/listings/${encodeURIComponent(input.listingId)}/reviews`, { headers: { 'Idempotency-Key': input.idempotencyKey }, body: input.body });
    }
    /** A review */
    getReview(input) {
        return this.call('GET', `/v1/reviews/${encodeURIComponent(input.reviewId)}`);
    }
    /** Change a review of mine */
    updateReview(input) {
        return this.call('PATCH', `/v1/reviews/${encodeURIComponent(input.reviewId)}`, { headers: { 'If-Match': input.ifMatch }, body: input.body });
    }
    /** Take a review of mine away */
    deleteReview(input) {
        return this.call('DELETE', `/v1/reviews/${encodeURIComponent(input.reviewId)}`);
    }
    /** Answer a review of me, once */
    replyToReview(input) {
        return this.call('POST', `/v1/reviews/${encodeURIComponent(input.reviewId)}/reply`, { headers: { 'Idempotency-Key': input.idempotencyKey }, body: input.body });
    }
    /** Reviews of a seller, last written first */
    listReviews(input) {
        return this.call('GET', `/v1/users/${encodeURIComponent(input.userId)}/reviews`, { query: { limit: input.limit, cursor: input.cursor } });
    }
    /** Reviews that I wrote, last written first */
    listMyReviews(input = {}) {
        return this.call('GET', `/v1/me/reviews`, { query: { limit: input.limit, cursor: input.cursor } });
    }
    /** Add a category */
    createCategory(input) {
        return this.call('POST', `/v1/admin/categories`, { headers: { 'Idempotency-Key': input.idempotencyKey }, body: input.body });
    }
    /** Rename a category or put it elsewhere */
    updateCategory(input) {
        return this.call('PATCH', `/v1/admin/categories/${encodeURIComponent(input.categoryId)}`, { headers: { 'If-Match': input.ifMatch }, body: input.body });
    }
    /** Replace the attribute schema of a category */
    setCategoryAttributes(input) {
        return this.call('PUT', `/v1/admin/categories/${encodeURIComponent(input.categoryId)}/attributes`, { headers: { 'If-Match': input.ifMatch }, body: input.body });
    }
    /** Let no more listings into a category */
    retireCategory(input) {
        return this.call('POST', `/v1/admin/categories/${encodeURIComponent(input.categoryId)}/retire`);
    }
    /** Take a retired category back into use */
    reinstateCategory(input) {
        return this.call('POST', `/v1/admin/categories/${encodeURIComponent(input.categoryId)}/reinstate`);
    }
    /** Listings that changed, for who keeps a copy */
    listListingChanges(input = {}) {
        return this.call('GET', `/v1/feed/listings`, { query: { since: input.since, limit: input.limit } });
    }
    /** Stop the alerts of a saved search by the link of a mail */
    unsubscribe(input) {
        return this.call('POST', `/v1/unsubscribe`, { query: { token: input.token } });
    }
    /** Pictures that staff knows to be bad, latest first */
    listKnownPictures(input = {}) {
        return this.call('GET', `/v1/admin/known-pictures`, { query: { limit: input.limit, cursor: input.cursor } });
    }
    /** Put a picture of a listing on the list */
    addKnownPicture(input) {
        return this.call('POST', `/v1/admin/known-pictures`, { body: input.body });
    }
    /** Take a picture from the list */
    removeKnownPicture(input) {
        return this.call('DELETE', `/v1/admin/known-pictures/${encodeURIComponent(input.knownPictureId)}`);
    }
    /** Which listings are looked at before everybody sees them */
    getReviewPolicy() {
        return this.call('GET', `/v1/admin/policies/review`);
    }
    /** Another policy of reviews */
    setReviewPolicy(input) {
        return this.call('PUT', `/v1/admin/policies/review`, { headers: { 'If-Match': input.ifMatch }, body: input.body });
    }
    /** Listings in one state, longest waiting first */
    listForReview(input = {}) {
        return this.call('GET', `/v1/admin/listings`, { query: { status: input.status, limit: input.limit, cursor: input.cursor } });
    }
    /** What would change in a live listing whose seller changed it */
    getRevision(input) {
        return this.call('GET', `/v1/admin/listings/${encodeURIComponent(input.listingId)}/revision`);
    }
    /** Put a listing on the market */
    approveListing(input) {
        return this.call('POST', `/v1/admin/listings/${encodeURIComponent(input.listingId)}/approve`);
    }
    /** Refuse a listing */
    rejectListing(input) {
        return this.call('POST', `/v1/admin/listings/${encodeURIComponent(input.listingId)}/reject`, { body: input.body });
    }
    /** Ask the seller for changes */
    requestChanges(input) {
        return this.call('POST', `/v1/admin/listings/${encodeURIComponent(input.listingId)}/request-changes`, { body: input.body });
    }
    /** Take a listing off the market */
    removeListing(input) {
        return this.call('POST', `/v1/admin/listings/${encodeURIComponent(input.listingId)}/remove`, { body: input.body });
    }
    /** Put a removed listing back */
    restoreListing(input) {
        return this.call('POST', `/v1/admin/listings/${encodeURIComponent(input.listingId)}/restore`);
    }
    /** What draws most attention of late */
    listTrending(input = {}) {
        return this.call('GET', `/v1/listings/trending`, { query: { category: input.category, city: input.city, limit: input.limit } });
    }
    /** See the seller's phone */
    revealContact(input) {
        return this.call('POST', `/v1/listings/${encodeURIComponent(input.listingId)}/contact`);
    }
    /** Listings like this one */
    listSimilar(input) {
        return this.call('GET', `/v1/listings/${encodeURIComponent(input.listingId)}/similar`, { query: { limit: input.limit } });
    }
    /** Searches that begin like this and find something */
    suggestSearches(input) {
        return this.call('GET', `/v1/search/suggestions`, { query: { q: input.q, limit: input.limit } });
    }
    /** Tell what was seen and clicked of a promoted listing */
    recordListingEvents(input) {
        return this.call('POST', `/v1/listings/${encodeURIComponent(input.listingId)}/events`, { body: input.body });
    }
    /** Whether a listing of mine renews itself */
    getAutoRenewal(input) {
        return this.call('GET', `/v1/me/listings/${encodeURIComponent(input.listingId)}/auto-renewal`);
    }
    /** Let a listing of mine renew itself, or not */
    setAutoRenewal(input) {
        return this.call('PUT', `/v1/me/listings/${encodeURIComponent(input.listingId)}/auto-renewal`, { body: input.body });
    }
    /** Numbers of a listing of mine */
    getListingStatistics(input) {
        return this.call('GET', `/v1/me/listings/${encodeURIComponent(input.listingId)}/stats`, { query: { from: input.from, to: input.to } });
    }
    /** What marked places cost */
    listBoostPackages() {
        return this.call('GET', `/v1/boost-packages`);
    }
    /** What a package costs for a listing of mine */
    quoteBoost(input) {
        return this.call('GET', `/v1/listings/${encodeURIComponent(input.listingId)}/boost-quote`, { query: { packageId: input.packageId, startsAt: input.startsAt } });
    }
    /** Another price list of marked places */
    setBoostPackages(input) {
        return this.call('PUT', `/v1/admin/boost-packages`, { headers: { 'If-Match': input.ifMatch }, body: input.body });
    }
    /** Give a listing a marked place */
    boostListing(input) {
        return this.call('POST', `/v1/admin/listings/${encodeURIComponent(input.listingId)}/boost`, { headers: { 'Idempotency-Key': input.idempotencyKey }, body: input.body });
    }
    /** Take the marked places of a listing */
    endBoosts(input) {
        return this.call('DELETE', `/v1/admin/listings/${encodeURIComponent(input.listingId)}/boost`);
    }
    /** Boosts, last made first */
    listBoosts(input = {}) {
        return this.call('GET', `/v1/admin/boosts`, { query: { status: input.status, listingId: input.listingId, limit: input.limit, cursor: input.cursor } });
    }
    /** What a boost brought */
    getBoostMetrics(input) {
        return this.call('GET', `/v1/admin/boosts/${encodeURIComponent(input.boostId)}/metrics`, { query: { from: input.from, to: input.to } });
    }
    /** My chats */
    listChats(input = {}) {
        return this.call('GET', `/v1/chats`, { query: { limit: input.limit, cursor: input.cursor } });
    }
    /** Open a chat with a seller */
    openChat(input) {
        return this.call('POST', `/v1/chats`, { headers: { 'Idempotency-Key': input.idempotencyKey }, body: input.body });
    }
    /** One of my chats */
    getChat(input) {
        return this.call('GET', `/v1/chats/${encodeURIComponent(input.chatId)}`);
    }
    /** Mute a chat */
    muteChat(input) {
        return this.call('PUT', `/v1/chats/${encodeURIComponent(input.chatId)}/mute`);
    }
    /** Hear a chat again */
    unmuteChat(input) {
        return this.call('DELETE', `/v1/chats/${encodeURIComponent(input.chatId)}/mute`);
    }
    /** Messages of a chat */
    listMessages(input) {
        return this.call('GET', `/v1/chats/${encodeURIComponent(input.chatId)}/messages`, { query: { before: input.before, after: input.after, limit: input.limit } });
    }
    /** Send a message */
    sendMessage(input) {
        return this.call('POST', `/v1/chats/${encodeURIComponent(input.chatId)}/messages`, { body: input.body });
    }
    /** Change what I wrote */
    editMessage(input) {
        return this.call('PATCH', `/v1/chats/${encodeURIComponent(input.chatId)}/messages/${encodeURIComponent(input.messageId)}`, { body: input.body });
    }
    /** Delete what I wrote, for everyone */
    deleteMessage(input) {
        return this.call('DELETE', `/v1/chats/${encodeURIComponent(input.chatId)}/messages/${encodeURIComponent(input.messageId)}`);
    }
    /** What I missed in a chat */
    listChanges(input) {
        return this.call('GET', `/v1/chats/${encodeURIComponent(input.chatId)}/changes`, { query: { since: input.since, limit: input.limit } });
    }
    /** Say how far I have read */
    markRead(input) {
        return this.call('POST', `/v1/chats/${encodeURIComponent(input.chatId)}/read`, { body: input.body });
    }
    /** Say how far I have received */
    markDelivered(input) {
        return this.call('POST', `/v1/chats/${encodeURIComponent(input.chatId)}/delivered`, { body: input.body });
    }
    /** Say that I am typing */
    notifyTyping(input) {
        return this.call('POST', `/v1/chats/${encodeURIComponent(input.chatId)}/typing`);
    }
    /** Search what was said in my chats */
    searchMessages(input) {
        return this.call('GET', `/v1/me/messages`, { query: { q: input.q, limit: input.limit, cursor: input.cursor } });
    }
    /** The picture of a reported message */
    getReportedImage(input) {
        return this.call('GET', `/v1/moderation/messages/${encodeURIComponent(input.messageId)}/image`);
    }
    /** Whether others see when I am online */
    getPresenceSettings() {
        return this.call('GET', `/v1/me/presence`);
    }
    /** Show or hide when I am online */
    changePresenceSettings(input) {
        return this.call('PUT', `/v1/me/presence`, { body: input.body });
    }
    /** Block a user */
    blockUser(input) {
        return this.call('PUT', `/v1/me/blocks/${encodeURIComponent(input.userId)}`);
    }
    /** Take a block back */
    unblockUser(input) {
        return this.call('DELETE', `/v1/me/blocks/${encodeURIComponent(input.userId)}`);
    }
    /** Report something */
    createReport(input) {
        return this.call('POST', `/v1/reports`, { headers: { 'Idempotency-Key': input.idempotencyKey }, body: input.body });
    }
    /** My reports, newest first */
    listMyReports(input = {}) {
        return this.call('GET', `/v1/me/reports`, { query: { limit: input.limit, cursor: input.cursor } });
    }
    /** Cases to work on */
    listCases(input = {}) {
        return this.call('GET', `/v1/admin/cases`, { query: { queue: input.queue, status: input.status, sort: input.sort, limit: input.limit, cursor: input.cursor } });
    }
    /** One case */
    getCase(input) {
        return this.call('GET', `/v1/admin/cases/${encodeURIComponent(input.caseId)}`);
    }
    /** Take a case for a while */
    claimCase(input) {
        return this.call('POST', `/v1/admin/cases/${encodeURIComponent(input.caseId)}/claim`);
    }
    /** Give a claimed case back */
    releaseCase(input) {
        return this.call('POST', `/v1/admin/cases/${encodeURIComponent(input.caseId)}/release`);
    }
    /** Decide a case and close it */
    decideCase(input) {
        return this.call('POST', `/v1/admin/cases/${encodeURIComponent(input.caseId)}/decide`, { body: input.body });
    }
    /** Take back a decision that its owner is not told of */
    liftDecision(input) {
        return this.call('POST', `/v1/admin/decisions/${encodeURIComponent(input.decisionId)}/lift`, { body: input.body });
    }
    /** Decide several cases alike */
    decideCases(input) {
        return this.call('POST', `/v1/admin/cases/decide`, { body: input.body });
    }
    /** What there is about somebody, and from them, in numbers */
    getUserRecord(input) {
        return this.call('GET', `/v1/admin/users/${encodeURIComponent(input.userId)}/record`);
    }
    /** What was complained of and decided in a month */
    getTransparency(input) {
        return this.call('GET', `/v1/admin/transparency/${encodeURIComponent(input.month)}`);
    }
    /** The same as CSV */
    getTransparencyCsv(input) {
        return this.call('GET', `/v1/admin/transparency/${encodeURIComponent(input.month)}/csv`);
    }
    /** What the service outside has yet to be told */
    listHookDeliveries(input = {}) {
        return this.call('GET', `/v1/admin/hooks/deliveries`, { query: { state: input.state, limit: input.limit, cursor: input.cursor } });
    }
    /** Try one anew that was given up */
    retryHookDelivery(input) {
        return this.call('POST', `/v1/admin/hooks/deliveries/${encodeURIComponent(input.deliveryId)}/retry`);
    }
    /** What waits, and what happened day by day */
    getOverview(input = {}) {
        return this.call('GET', `/v1/admin/overview`, { query: { from: input.from, to: input.to } });
    }
    /** What staff did, newest first */
    listAudit(input = {}) {
        return this.call('GET', `/v1/admin/audit`, { query: { actor: input.actor, target: input.target, from: input.from, to: input.to, limit: input.limit, cursor: input.cursor } });
    }
    /** My strikes, and what I am kept from */
    getMyStanding() {
        return this.call('GET', `/v1/me/standing`);
    }
    /** Somebody's strikes, and what they are kept from */
    getStanding(input) {
        return this.call('GET', `/v1/admin/users/${encodeURIComponent(input.userId)}/standing`);
    }
    /** What decisions weigh, and what follows */
    getStrikePolicy() {
        return this.call('GET', `/v1/admin/policies/strikes`);
    }
    /** Another policy of strikes */
    setStrikePolicy(input) {
        return this.call('PUT', `/v1/admin/policies/strikes`, { headers: { 'If-Match': input.ifMatch }, body: input.body });
    }
    /** What was decided against me, and why */
    listMyDecisions(input = {}) {
        return this.call('GET', `/v1/me/decisions`, { query: { limit: input.limit, cursor: input.cursor } });
    }
    /** Ask for a second opinion on a decision */
    appealDecision(input) {
        return this.call('POST', `/v1/me/appeals`, { headers: { 'Idempotency-Key': input.idempotencyKey }, body: input.body });
    }
    /** Appeals, longest waiting first */
    listAppeals(input = {}) {
        return this.call('GET', `/v1/admin/appeals`, { query: { status: input.status, limit: input.limit, cursor: input.cursor } });
    }
    /** Write down the appeal of somebody who can't sign in */
    recordAppeal(input) {
        return this.call('POST', `/v1/admin/decisions/${encodeURIComponent(input.decisionId)}/appeal`, { headers: { 'Idempotency-Key': input.idempotencyKey }, body: input.body });
    }
    /** Decide an appeal */
    decideAppeal(input) {
        return this.call('POST', `/v1/admin/appeals/${encodeURIComponent(input.appealId)}/decide`, { body: input.body });
    }
    /** All boards */
    listBoards() {
        return this.call('GET', `/v1/forum/boards`);
    }
    /** Threads, page by page */
    listThreads(input = {}) {
        return this.call('GET', `/v1/forum/threads`, { query: { board: input.board, sort: input.sort, window: input.window, q: input.q, tag: input.tag, limit: input.limit, cursor: input.cursor } });
    }
    /** Open a thread */
    createThread(input) {
        return this.call('POST', `/v1/forum/threads`, { headers: { 'Idempotency-Key': input.idempotencyKey }, body: input.body });
    }
    /** Threads that mine may repeat */
    findSimilarThreads(input) {
        return this.call('GET', `/v1/forum/threads/similar`, { query: { title: input.title, board: input.board, limit: input.limit } });
    }
    /** Comments with these words, latest first */
    searchComments(input) {
        return this.call('GET', `/v1/forum/comments`, { query: { q: input.q, board: input.board, thread: input.thread, limit: input.limit, cursor: input.cursor } });
    }
    /** One thread */
    getThread(input) {
        return this.call('GET', `/v1/forum/threads/${encodeURIComponent(input.threadId)}`);
    }
    /** Change a thread of mine */
    updateThread(input) {
        return this.call('PATCH', `/v1/forum/threads/${encodeURIComponent(input.threadId)}`, { headers: { 'If-Match': input.ifMatch }, body: input.body });
    }
    /** Delete a thread */
    deleteThread(input) {
        return this.call('DELETE', `/v1/forum/threads/${encodeURIComponent(input.threadId)}`);
    }
    /** Like a thread */
    likeThread(input) {
        return this.call('PUT', `/v1/forum/threads/${encodeURIComponent(input.threadId)}/like`);
    }
    /** Like a thread no more */
    unlikeThread(input) {
        return this.call('DELETE', `/v1/forum/threads/${encodeURIComponent(input.threadId)}/like`);
    }
    /** One level of a thread's comments */
    listComments(input) {
        return this.call('GET', `/v1/forum/threads/${encodeURIComponent(input.threadId)}/comments`, { query: { parentId: input.parentId, replies: input.replies, limit: input.limit, cursor: input.cursor } });
    }
    /** Comment a thread, or answer a comment */
    createComment(input) {
        return this.call('POST', `/v1/forum/threads/${encodeURIComponent(input.threadId)}/comments`, { headers: { 'Idempotency-Key': input.idempotencyKey }, body: input.body });
    }
    /** Change a comment of mine */
    updateComment(input) {
        return this.call('PATCH', `/v1/forum/comments/${encodeURIComponent(input.commentId)}`, { headers: { 'If-Match': input.ifMatch }, body: input.body });
    }
    /** Delete a comment */
    deleteComment(input) {
        return this.call('DELETE', `/v1/forum/comments/${encodeURIComponent(input.commentId)}`);
    }
    /** Like a comment */
    likeComment(input) {
        return this.call('PUT', `/v1/forum/comments/${encodeURIComponent(input.commentId)}/like`);
    }
    /** Like a comment no more */
    unlikeComment(input) {
        return this.call('DELETE', `/v1/forum/comments/${encodeURIComponent(input.commentId)}/like`);
    }
    /** Hear of new comments */
    watchThread(input) {
        return this.call('PUT', `/v1/forum/threads/${encodeURIComponent(input.threadId)}/watch`, { query: { mode: input.mode } });
    }
    /** Hear of new comments no more */
    unwatchThread(input) {
        return this.call('DELETE', `/v1/forum/threads/${encodeURIComponent(input.threadId)}/watch`);
    }
    /** What a thread said before */
    getThreadHistory(input) {
        return this.call('GET', `/v1/forum/threads/${encodeURIComponent(input.threadId)}/history`);
    }
    /** How a version of a thread differs from the one before */
    getThreadChanges(input) {
        return this.call('GET', `/v1/forum/threads/${encodeURIComponent(input.threadId)}/history/${encodeURIComponent(input.version)}`);
    }
    /** What happened to a thread, oldest first */
    listThreadEvents(input) {
        return this.call('GET', `/v1/forum/threads/${encodeURIComponent(input.threadId)}/events`, { query: { limit: input.limit, cursor: input.cursor } });
    }
    /** What a comment said before */
    getCommentHistory(input) {
        return this.call('GET', `/v1/forum/comments/${encodeURIComponent(input.commentId)}/history`);
    }
    /** How a version of a comment differs from the one before */
    getCommentChanges(input) {
        return this.call('GET', `/v1/forum/comments/${encodeURIComponent(input.commentId)}/history/${encodeURIComponent(input.version)}`);
    }
    /** A thread goes into another one */
    mergeThread(input) {
        return this.call('POST', `/v1/admin/forum/threads/${encodeURIComponent(input.threadId)}/merge`, { body: input.body });
    }
    /** What a deleted thread and its comments said goes for good */
    purgeThread(input) {
        return this.call('POST', `/v1/admin/forum/threads/${encodeURIComponent(input.threadId)}/purge`);
    }
    /** What a deleted comment said goes for good */
    purgeComment(input) {
        return this.call('POST', `/v1/admin/forum/comments/${encodeURIComponent(input.commentId)}/purge`);
    }
    /** Bring a deleted comment back */
    restoreComment(input) {
        return this.call('POST', `/v1/admin/forum/comments/${encodeURIComponent(input.commentId)}/restore`);
    }
    /** Let an edit of a thread through that waits, or drop it */
    decideThreadEdit(input) {
        return this.call('POST', `/v1/admin/forum/threads/${encodeURIComponent(input.threadId)}/edit`, { body: input.body });
    }
    /** Let an edit of a comment through that waits, or drop it */
    decideCommentEdit(input) {
        return this.call('POST', `/v1/admin/forum/comments/${encodeURIComponent(input.commentId)}/edit`, { body: input.body });
    }
    /** Posts and edits that wait for staff, the longest waiting first */
    listHeldPosts(input = {}) {
        return this.call('GET', `/v1/admin/forum/held`, { query: { board: input.board, limit: input.limit, cursor: input.cursor } });
    }
    /** What of mine waits for staff or was not let through, the last one first */
    listMyHeldPosts(input = {}) {
        return this.call('GET', `/v1/me/forum/held`, { query: { limit: input.limit, cursor: input.cursor } });
    }
    /** All boards */
    listAllBoards() {
        return this.call('GET', `/v1/admin/forum/boards`);
    }
    /** Add a board */
    createBoard(input) {
        return this.call('POST', `/v1/admin/forum/boards`, { headers: { 'Idempotency-Key': input.idempotencyKey }, body: input.body });
    }
    /** Rename a board or put it elsewhere */
    updateBoard(input) {
        return this.call('PATCH', `/v1/admin/forum/boards/${encodeURIComponent(input.boardId)}`, { headers: { 'If-Match': input.ifMatch }, body: input.body });
    }
    /** Let no more threads into a board */
    retireBoard(input) {
        return this.call('POST', `/v1/admin/forum/boards/${encodeURIComponent(input.boardId)}/retire`);
    }
    /** Take a retired board back into use */
    reinstateBoard(input) {
        return this.call('POST', `/v1/admin/forum/boards/${encodeURIComponent(input.boardId)}/reinstate`);
    }
    /** Show a thread above the others of its board */
    pinThread(input) {
        return this.call('POST', `/v1/admin/forum/threads/${encodeURIComponent(input.threadId)}/pin`, { body: input.body });
    }
    /** Let nobody comment a thread */
    lockThread(input) {
        return this.call('POST', `/v1/admin/forum/threads/${encodeURIComponent(input.threadId)}/lock`, { body: input.body });
    }
    /** Move a thread to another board */
    moveThread(input) {
        return this.call('POST', `/v1/admin/forum/threads/${encodeURIComponent(input.threadId)}/move`, { body: input.body });
    }
    /** Bring a deleted thread back */
    restoreThread(input) {
        return this.call('POST', `/v1/admin/forum/threads/${encodeURIComponent(input.threadId)}/restore`);
    }
    /** How far I am trusted in the forum, and what that allows */
    getMyTrust() {
        return this.call('GET', `/v1/me/trust`);
    }
    /** What each level of trust in the forum takes, and what it allows */
    getTrustPolicy() {
        return this.call('GET', `/v1/admin/policies/trust`);
    }
    /** Another policy of trust */
    setTrustPolicy(input) {
        return this.call('PUT', `/v1/admin/policies/trust`, { headers: { 'If-Match': input.ifMatch }, body: input.body });
    }
    /** What I should know, latest first */
    listNotifications(input = {}) {
        return this.call('GET', `/v1/me/notifications`, { query: { unread: input.unread, limit: input.limit, cursor: input.cursor } });
    }
    /** Mark notifications as read */
    markNotificationsRead(input) {
        return this.call('POST', `/v1/me/notifications/read`, { body: input.body });
    }
    /** How I want to be told */
    getNotificationPreferences() {
        return this.call('GET', `/v1/me/notifications/preferences`);
    }
    /** Be told otherwise */
    setNotificationPreferences(input) {
        return this.call('PUT', `/v1/me/notifications/preferences`, { body: input.body });
    }
    /** Where notifications are pushed to, registered last first */
    listPushDevices() {
        return this.call('GET', `/v1/me/push-devices`);
    }
    /** Have notifications pushed to this device */
    putPushDevice(input) {
        return this.call('PUT', `/v1/me/push-devices`, { body: input.body });
    }
    /** Push nothing there any more */
    deletePushDevice(input) {
        return this.call('DELETE', `/v1/me/push-devices/${encodeURIComponent(input.deviceId)}`);
    }
    /** What kinds of push are offered, and the key that browsers subscribe with */
    getPushSettings() {
        return this.call('GET', `/v1/push-settings`);
    }
    /** Stop the mails of notifications by the link of one */
    unsubscribeNotifications(input) {
        return this.call('POST', `/v1/notifications/unsubscribe`, { query: { token: input.token } });
    }
    /** Keep a thread for later */
    bookmarkThread(input) {
        return this.call('PUT', `/v1/forum/threads/${encodeURIComponent(input.threadId)}/bookmark`);
    }
    /** Keep a thread no more */
    unbookmarkThread(input) {
        return this.call('DELETE', `/v1/forum/threads/${encodeURIComponent(input.threadId)}/bookmark`);
    }
    /** Threads that I keep, the last one first */
    listBookmarks(input = {}) {
        return this.call('GET', `/v1/me/bookmarks`, { query: { limit: input.limit, cursor: input.cursor } });
    }
    /** Where I stopped reading */
    getReadPosition(input) {
        return this.call('GET', `/v1/forum/threads/${encodeURIComponent(input.threadId)}/read`);
    }
    /** I read up to here */
    markThreadRead(input) {
        return this.call('PUT', `/v1/forum/threads/${encodeURIComponent(input.threadId)}/read`, { body: input.body });
    }
    /** What I have yet to post */
    listDrafts() {
        return this.call('GET', `/v1/me/drafts`);
    }
    /** Save what I have yet to post */
    saveDraft(input) {
        return this.call('PUT', `/v1/me/drafts/${encodeURIComponent(input.draftId)}`, { body: input.body });
    }
    /** Give up what I had yet to post */
    deleteDraft(input) {
        return this.call('DELETE', `/v1/me/drafts/${encodeURIComponent(input.draftId)}`);
    }
    /** This comment answers its thread */
    acceptAnswer(input) {
        return this.call('PUT', `/v1/forum/comments/${encodeURIComponent(input.commentId)}/accepted`);
    }
    /** This comment does not answer its thread, after all */
    unacceptAnswer(input) {
        return this.call('DELETE', `/v1/forum/comments/${encodeURIComponent(input.commentId)}/accepted`);
    }
}
