import { Transport } from './transport.js';
/** A UUID */
export type Uuid = string;
/** A time in RFC 3339, UTC */
export type Timestamp = string;
/** An amount of money */
export interface Money {
    /** In minor units (paise) */
    amount: number;
    /** ISO 4217 */
    currency: 'INR';
}
/** A refusal or failure (RFC 9457) */
export interface Problem {
    /** A URN of the code */
    type: string;
    /** The meaning of the status */
    title: string;
    /** The HTTP status */
    status: number;
    /** For people */
    detail: string;
    /** The path that was asked for */
    instance: string;
    /** Stable and machine-readable */
    code: string;
    /** To be quoted when asking for help */
    traceId: string;
    /** The fields at fault */
    errors?: FieldProblem[];
}
/** What reviews say of a seller, in figures; left out while there is no review */
export interface Rating {
    /** Mean of the stars, with one decimal */
    average: number;
    /** How many reviews */
    count: number;
}
/** What is wrong with one field */
export interface FieldProblem {
    /** JSON pointer into the body, or /query/… or /path/… */
    pointer: string;
    /** For people */
    detail: string;
}
/** Lets one socket in */
export interface RealtimeTicket {
    /** Opaque */
    ticket: string;
    /** Seconds */
    expiresIn: number;
}
/** An e-mail address; upper and lower case are the same. */
export type Email = string;
/** An Indian mobile number in E.164. */
export type Phone = string;
/** 1 to 80 printable characters. */
export type DisplayName = string;
/** 8 to 256 characters. Common passwords and ones made of the name or the e-mail address are refused. */
export type NewPassword = string;
export interface RegisterRequest {
    email: Email;
    password: NewPassword;
    name: DisplayName;
    phone?: Phone;
    captchaToken?: CaptchaToken;
}
/** What the CAPTCHA gave the page. Needed only where one is set up (400 captcha.required), once each; signing in by password needs it after wrong tries. */
export type CaptchaToken = string;
export interface LoginRequest {
    email: string;
    password: string;
    code?: FactorCode;
    captchaToken?: CaptchaToken;
}
/** A code of the authenticator app, or a recovery code. */
export type FactorCode = string;
export interface ForgotPasswordRequest {
    email: string;
    captchaToken?: CaptchaToken;
}
export interface ResetPasswordRequest {
    /** The token of the link in the mail. */
    token: string;
    newPassword: NewPassword;
}
export interface ChangePasswordRequest {
    currentPassword?: CurrentPassword;
    newPassword: NewPassword;
}
/** Needed when the account has a password. */
export type CurrentPassword = string;
export interface StepUpRequest {
    code: FactorCode;
}
export interface StartTotpRequest {
    currentPassword?: CurrentPassword;
}
export interface TotpSecret {
    /** Base32. */
    secret: string;
    /** otpauth://totp/…, for a QR code. */
    uri: string;
}
export interface ConfirmTotpRequest {
    /** Six digits. */
    code: string;
}
export interface RecoveryCodes {
    /** Shown once. */
    codes: string[];
    tokens?: Tokens;
}
export interface FactorState {
    totp: boolean;
    /** Unused ones. */
    recoveryCodes: number;
    steppedUpUntil?: Timestamp;
}
export interface ConfirmPhoneRequest {
    challengeId: Uuid;
    /** Six digits. */
    code: string;
    currentPassword?: CurrentPassword;
}
export interface Erasure {
    eraseAt?: Timestamp;
}
export type ConsentPurpose = 'TERMS' | 'SELLER_TERMS' | 'MARKETING_MAIL' | 'MARKETING_SMS';
export interface RecordConsentRequest {
    purpose: ConsentPurpose;
    /** False withdraws. */
    granted: boolean;
    /** Of the text that was shown. */
    textVersion: string;
}
export interface Consent {
    purpose: ConsentPurpose;
    granted: boolean;
    textVersion: string;
    at?: Timestamp;
}
export interface ConsentList {
    items: Consent[];
}
export interface UserPage {
    items: User[];
    nextCursor?: string;
}
/** Until: of a suspension, which otherwise lasts until somebody is let in again; to come, at most 366 days ahead */
export interface RestrictUserRequest {
    /** Told to the user, and kept in the audit */
    reason: string;
    until?: Timestamp;
}
export interface RevealUserRequest {
    /** Kept in the audit */
    reason: string;
}
export interface SetRolesRequest {
    roles: ('BUYER' | 'SELLER' | 'MODERATOR' | 'ADMIN' | 'INTEGRATOR')[];
}
/** Roles that an administrator asked for */
export interface RoleRequest {
    id: Uuid;
    userId: Uuid;
    userName: string;
    /** What the account has now */
    current: ('BUYER' | 'SELLER' | 'MODERATOR' | 'ADMIN' | 'INTEGRATOR')[];
    /** All that it is to have */
    roles: ('BUYER' | 'SELLER' | 'MODERATOR' | 'ADMIN' | 'INTEGRATOR')[];
    askedBy: Uuid;
    askedAt?: Timestamp;
    expiresAt?: Timestamp;
}
export interface RoleRequests {
    items: RoleRequest[];
    /** Left out on the last page */
    nextCursor?: string;
}
export interface SetRolesReply {
    user?: User;
    /** Whether it waits for a second administrator. */
    pending: boolean;
}
export interface OpenIdConfiguration {
    issuer: string;
    jwks_uri: string;
    response_types_supported: string[];
    subject_types_supported: string[];
    id_token_signing_alg_values_supported: string[];
}
export interface StartOtpRequest {
    phone: Phone;
    captchaToken?: CaptchaToken;
}
export interface StartOtpReply {
    challengeId: Uuid;
    /** Seconds the code is valid. */
    expiresIn: number;
    /** Seconds until another code may be asked for. */
    resendAfter: number;
}
export interface VerifyOtpRequest {
    challengeId: Uuid;
    /** Six digits. */
    code: string;
    name?: DisplayName;
    secondFactor?: FactorCode;
}
/** For PublicKeyCredentialRequestOptions; userVerification is required */
export interface PasskeyChallenge {
    challengeId: Uuid;
    /** Base64url. */
    challenge: string;
    rpId: string;
    /** allowCredentials; empty for any. */
    credentialIds: string[];
    /** Seconds. */
    expiresIn: number;
}
/** For PublicKeyCredentialCreationOptions; residentKey and userVerification are required */
export interface PasskeyCreation {
    challengeId: Uuid;
    /** Base64url. */
    challenge: string;
    rpId: string;
    rpName: string;
    /** Base64url. */
    userId: string;
    userName: string;
    /** pubKeyCredParams, in order of preference. */
    algorithms: number[];
    /** excludeCredentials. */
    credentialIds: string[];
    /** Seconds. */
    expiresIn: number;
}
export interface StartPasskeyRequest {
    /** Needed when the account has one. */
    currentPassword?: string;
}
export interface AddPasskeyRequest {
    challengeId: Uuid;
    /** To recognise it by. */
    name: string;
    /** Base64url. */
    clientData: string;
    /** Base64url. */
    attestationObject: string;
}
export interface Passkey {
    id: Uuid;
    name: string;
    createdAt: Timestamp;
    lastUsedAt?: Timestamp;
}
export interface PasskeyList {
    items: Passkey[];
}
/** What navigator.credentials.get() gave */
export interface PasskeyAssertion {
    challengeId: Uuid;
    /** Base64url. */
    credentialId: string;
    /** Base64url. */
    clientData: string;
    /** Base64url. */
    authenticatorData: string;
    /** Base64url. */
    signature: string;
}
export interface FinishPasskeySignInRequest {
    assertion: PasskeyAssertion;
}
export interface FinishPasskeyStepUpRequest {
    assertion: PasskeyAssertion;
}
export interface OidcAttempt {
    /** Where to send the browser. */
    authorizationUrl: string;
    /** To finish with; for whoever started alone. */
    attemptSecret: string;
    /** Seconds until the attempt ends. */
    expiresIn: number;
}
export interface FinishOidcRequest {
    attemptSecret: string;
    state: string;
    code: string;
    /** Of accounts that have one: six digits, or a recovery code. */
    secondFactor?: string;
}
export interface StartLinkRequest {
    provider: string;
    /** Needed when the account has one. */
    currentPassword?: string;
}
export interface FinishLinkRequest {
    attemptSecret: string;
    state: string;
    code: string;
}
export interface Identity {
    id: Uuid;
    provider: string;
    /** As the provider told when it was linked. */
    email?: string;
    linkedAt: Timestamp;
}
export interface IdentityList {
    items: Identity[];
}
export interface RefreshRequest {
    /** Left out when it is in the cookie, else required. */
    refreshToken?: string;
}
export interface RefreshReply {
    tokens: Tokens;
}
export interface VerifyEmailRequest {
    /** The token of the link in the mail. */
    token: string;
}
export interface UpdateMeRequest {
    name?: DisplayName;
    email?: Email;
    phone?: Phone;
    /** Of mails. */
    language?: 'en' | 'hi';
    /** Whether signed-in people who ask at a listing are shown the phone. */
    showPhone?: boolean;
    currentPassword?: CurrentPassword;
}
export interface BecomeSellerRequest {
    /** Must be true. */
    acceptTerms: boolean;
}
export interface SignedIn {
    user: User;
    tokens: Tokens;
}
export interface Tokens {
    /** JWT, ES256, typ at+jwt. */
    accessToken: string;
    /** Opaque, for one use. Left out when it is in the cookie. */
    refreshToken?: string;
    /** Seconds until the access token ends. */
    expiresIn: number;
    tokenType: 'Bearer';
}
export interface User {
    id: Uuid;
    name: DisplayName;
    email?: string;
    emailVerified: boolean;
    /** E.164. */
    phone?: string;
    phoneVerified: boolean;
    roles: ('BUYER' | 'SELLER' | 'MODERATOR' | 'ADMIN' | 'INTEGRATOR')[];
    status: 'ACTIVE' | 'SUSPENDED' | 'BANNED' | 'DELETED';
    createdAt: Timestamp;
    /** Counts up with every change; the ETag. */
    version: number;
    /** Of mails: en or hi. */
    language: string;
    /** Whether signed-in people who ask at a listing are shown the phone. */
    showPhone: boolean;
    eraseAt?: Timestamp;
}
/** What is masked elsewhere */
export interface RevealUserReply {
    email?: string;
    /** E.164. */
    phone?: string;
}
export interface PublicUser {
    id: Uuid;
    name: DisplayName;
    since: Timestamp;
    /** Identity proven through KYC. */
    verified: boolean;
    emailVerified: boolean;
    phoneVerified: boolean;
    rating?: Rating;
}
export interface KycState {
    status: 'NOT_STARTED' | 'PENDING' | 'VERIFIED' | 'FAILED' | 'EXPIRED';
    provider?: 'DIGILOCKER';
    verifiedAt?: Timestamp;
    validUntil?: Timestamp;
    /** The last four digits; more of the number is never kept. */
    aadhaarLast4?: string;
    /** Surely 18 or older; false also when the document does not tell. */
    over18?: boolean;
    /** How well the name of the account matches the document. */
    nameScore?: number;
    attemptId?: Uuid;
    /** Why an attempt failed or was broken off: denied, aadhaar_not_linked, aadhaar_not_available, name_mismatch, person_taken, other_person, document_not_genuine, identity_mismatch, identity_incomplete, code_refused, consent_withdrawn, attempt_expired, provider_unavailable. */
    reason?: string;
    consentVersion: string;
    /** What the person agrees to by starting. */
    consentText: string;
}
export interface StartDigiLockerRequest {
    /** Must be true: the person agrees to the consent text of GET /v1/me/kyc. */
    consent: boolean;
}
export interface ConfirmDigiLockerRequest {
    state: string;
    code: string;
}
export interface StartDigiLockerReply {
    /** Where to send the browser. */
    authorizationUrl: string;
    attemptId: Uuid;
    /** Seconds until the attempt ends. */
    expiresIn: number;
}
export interface Session {
    id: Uuid;
    /** What the client called itself. */
    device: string;
    createdAt: Timestamp;
    lastUsedAt: Timestamp;
    /** Whether it is the session of this very request. */
    current: boolean;
    /** Roughly where it was opened: the network of the address, or empty. */
    place: string;
}
export interface SessionList {
    items: Session[];
}
export interface JsonWebKeySet {
    keys: JsonWebKey[];
}
export interface JsonWebKey {
    kty: string;
    crv: string;
    x: string;
    y: string;
    kid: string;
    alg: string;
    use: string;
}
export interface AddKnownPictureRequest {
    imageId: Uuid;
    ground: ReportReason;
    /** Why, for staff */
    note: string;
}
/** A picture that staff knows to be bad, as what it looks like */
export interface KnownPicture {
    id: Uuid;
    imageId: Uuid;
    ground: ReportReason;
    /** For staff */
    note: string;
    addedBy: Uuid;
    addedAt?: Timestamp;
}
export interface KnownPictures {
    items: KnownPicture[];
    /** Left out on the last page */
    nextCursor?: string;
}
export type ListingStatus = 'DRAFT' | 'PENDING_REVIEW' | 'ACTIVE' | 'SOLD' | 'EXPIRED' | 'WITHDRAWN' | 'REJECTED' | 'CHANGES_REQUESTED' | 'REMOVED';
export type Condition = 'NEW' | 'LIKE_NEW' | 'GOOD' | 'FAIR' | 'FOR_PARTS';
/** Where a thing is */
export interface Location {
    /** A city of the list of cities */
    city: string;
    /** State or territory of the city */
    state?: string;
    /** Six digits */
    pincode?: string;
    /** Degrees, WGS 84; with lon */
    lat?: number;
    /** Degrees, WGS 84; with lat */
    lon?: number;
}
/** By the attribute schema of the category, name to text, number or boolean */
export type Attributes = Record<string, string | number | boolean>;
export interface Seller {
    id: Uuid;
    name: string;
    /** Identity proven */
    verified: boolean;
    since?: Timestamp;
    rating?: Rating;
}
/** Addresses of the sizes */
export interface ImageVariants {
    /** At most 320 px */
    thumb: string;
    /** At most 800 px */
    medium: string;
    /** At most 1600 px */
    large: string;
    /** The same as WebP, which is smaller; all three or none are there */
    thumbWebp?: string;
    /** At most 800 px */
    mediumWebp?: string;
    /** At most 1600 px */
    largeWebp?: string;
}
export interface Image {
    id: Uuid;
    status: 'PENDING' | 'PROCESSING' | 'READY' | 'FAILED';
    variants?: ImageVariants;
    /** A tiny placeholder (blurha.sh) */
    blurhash?: string;
    /** Why it FAILED */
    failure?: string;
}
/** Something offered for sale */
export interface Listing {
    id: Uuid;
    status: ListingStatus;
    title: string;
    description: string;
    price?: Money;
    categoryId: string;
    location?: Location;
    condition?: Condition;
    attributes?: Attributes;
    images: Image[];
    seller?: Seller;
    /** Shown in a marked place */
    promoted: boolean;
    /** Set when promoted: for POST /v1/listings/{listingId}/events */
    promotionToken?: string;
    createdAt?: Timestamp;
    publishedAt?: Timestamp;
    expiresAt?: Timestamp;
    /** What staff said, for the seller and staff */
    reviewNote?: string;
    /** Counts up with every change; the ETag */
    version: number;
    explanation?: ListingExplanation;
}
/** Why a search shows a listing; for searches that ask for it */
export interface ListingExplanation {
    /** It is in a marked place because somebody promotes it; it matches the search all the same */
    promoted: boolean;
    /** Words of the search that its title has, in some form */
    titleTerms: string[];
    /** Words of the search that only its description or its category has */
    otherTerms: string[];
    /** What was looked for instead, since nothing has the words as they were written */
    correctedText?: string;
    /** From the place of the search, when it names one */
    distanceKm?: number;
}
export interface Listings {
    items: Listing[];
    /** Left out on the last page */
    nextCursor?: string;
    facets?: SearchFacets;
}
export interface Prices {
    items: (Record<string, unknown>)[];
}
/** ALWAYS, FIRST: so many listings of a seller, NEVER */
export type ReviewMode = 'ALWAYS' | 'FIRST' | 'NEVER';
/** Who is looked at */
export interface ReviewRule {
    mode: ReviewMode;
    /** Of FIRST, which needs it */
    firstListings?: number;
}
/** The rule of a category and of those below it */
export interface CategoryReviewRule {
    categoryId: string;
    mode: ReviewMode;
    /** Of FIRST, which needs it */
    firstListings?: number;
}
/** The rule of the category counts, otherwise of the one above, otherwise the fallback */
export interface ReviewPolicy {
    /** Counts up with every change */
    version: number;
    fallback?: ReviewRule;
    categories: CategoryReviewRule[];
}
/** A policy of reviews */
export interface SetReviewPolicyRequest {
    fallback: ReviewRule;
    categories?: CategoryReviewRule[];
}
/** A change of a live listing that waits for review */
export interface ListingRevision {
    approved?: Listing;
    proposed?: Listing;
    /** Fields that differ */
    changed: string[];
}
export interface FacetValue {
    /** For the filter of the same name */
    value: string;
    /** Of a category */
    label?: string;
    count: number;
}
/** How what a search finds is spread; for searches that ask for it */
export interface SearchFacets {
    /** How many were counted */
    total: number;
    /** There are, or may be, more; counts are of a part of them, then */
    totalCapped: boolean;
    /** Most frequent first */
    categories: FacetValue[];
    /** Most frequent first */
    cities: FacetValue[];
    /** Lowest first */
    prices: (Record<string, unknown>)[];
    attributes: (Record<string, unknown>)[];
}
/** INSTANT: within moments of the approval, at most once a minute; DAILY and WEEKLY: what is new since the last time, if anything */
export type SearchAlert = 'INSTANT' | 'DAILY' | 'WEEKLY' | 'OFF';
/** What a search asks for, as in GET /v1/listings; at least one */
export interface SearchCriteria {
    /** Words */
    q?: string;
    /** A category and all below it */
    category?: string;
    /** Name of a city */
    city?: string;
    /** Degrees north; with lon */
    lat?: number;
    /** Degrees east; with lat */
    lon?: number;
    /** Kilometres around lat and lon, or around the centre of the city */
    radiusKm?: number;
    /** Price in paise, at least */
    minPrice?: number;
    /** Price in paise, at most */
    maxPrice?: number;
    condition?: Condition;
    sellerId?: Uuid;
    /** "name:value" of a filterable attribute, all must match */
    attr?: string[];
}
/** What a saved search asks for */
export interface SavedCriteria {
    /** Words */
    q?: string;
    /** A category and all below it */
    category?: string;
    /** Name of a city */
    city?: string;
    /** Degrees north; with lon */
    lat?: number;
    /** Degrees east; with lat */
    lon?: number;
    /** Kilometres around lat and lon, or around the centre of the city */
    radiusKm?: number;
    /** Price in paise, at least */
    minPrice?: number;
    /** Price in paise, at most */
    maxPrice?: number;
    condition?: Condition;
    sellerId?: Uuid;
    /** "name:value" of a filterable attribute, all must match */
    attr: string[];
}
/** A search that somebody keeps */
export interface SavedSearch {
    id: Uuid;
    name: string;
    criteria: SavedCriteria;
    alert: SearchAlert;
    createdAt?: Timestamp;
    alertedAt?: Timestamp;
}
export interface SavedSearches {
    items: SavedSearch[];
    /** Left out on the last page */
    nextCursor?: string;
}
export interface CreateSavedSearchRequest {
    /** Left out: the words, the category or the city */
    name?: string;
    criteria: SearchCriteria;
    alert?: SearchAlert;
}
export interface UpdateSavedSearchRequest {
    name?: string;
    alert?: SearchAlert;
}
/** OPEN waits for an answer until expiresAt; CLOSED: the listing is no longer on sale */
export type OfferState = 'OPEN' | 'ACCEPTED' | 'DECLINED' | 'WITHDRAWN' | 'CLOSED' | 'EXPIRED';
export interface OfferPrice {
    price: Money;
}
/** What a buyer would pay for a listing */
export interface Offer {
    id: Uuid;
    listingId: Uuid;
    /** Of the listing */
    title: string;
    buyerId: Uuid;
    sellerId: Uuid;
    price?: Money;
    askedPrice?: Money;
    state: OfferState;
    /** Who is to answer while it is OPEN */
    awaits?: 'BUYER' | 'SELLER';
    expiresAt?: Timestamp;
    createdAt?: Timestamp;
    changedAt?: Timestamp;
    /** Counts up with every change; the ETag */
    version: number;
}
export interface Offers {
    items: Offer[];
    /** Left out on the last page */
    nextCursor?: string;
}
export interface ReviewText {
    text: string;
}
export interface CreateReviewRequest {
    stars: number;
    text: string;
}
export interface UpdateReviewRequest {
    stars?: number;
    text?: string;
}
/** What a buyer says of a seller */
export interface SellerReview {
    id: Uuid;
    listingId: Uuid;
    listingTitle: string;
    sellerId: Uuid;
    /** Left out when the account is gone */
    author?: Record<string, unknown>;
    stars: number;
    text: string;
    /** What it stands on: an offer that was accepted, or a chat in which both wrote */
    basis: 'AGREED_OFFER' | 'CONVERSATION';
    createdAt?: Timestamp;
    editableUntil?: Timestamp;
    editedAt?: Timestamp;
    /** The seller's answer */
    reply?: Record<string, unknown>;
    /** Whether staff removed it; only its author sees that */
    removed: boolean;
    /** Counts up with every change; the ETag */
    version: number;
}
export interface SellerReviews {
    items: SellerReview[];
    /** Left out on the last page */
    nextCursor?: string;
}
/** What a listing of a category may or must say */
export interface CategoryAttribute {
    /** Letters and digits without accents, a letter first; it has one type in all categories */
    name: string;
    label: string;
    type: 'TEXT' | 'NUMBER' | 'BOOLEAN' | 'OPTION';
    required: boolean;
    /** Whether the search takes it as attr */
    filterable: boolean;
    /** For OPTION: the allowed values */
    options?: string[];
    /** For NUMBER */
    unit?: string;
    /** For NUMBER */
    min?: number;
    /** For NUMBER */
    max?: number;
}
export interface CreateCategoryRequest {
    /** Small letters, digits and single hyphens; never changes */
    id: string;
    /** Of the upper level; left out for a category of the upper level, which has no listings */
    parentId?: string;
    name: string;
    /** Among its siblings, from 0; at the end when left out */
    position?: number;
    /** 30 when left out */
    lifetimeDays?: number;
    attributes?: CategoryAttribute[];
}
export interface UpdateCategoryRequest {
    name?: string;
    /** For a category of the lower level */
    parentId?: string;
    /** Among its siblings, from 0 */
    position?: number;
    /** For listings that are published or renewed from now on */
    lifetimeDays?: number;
}
export interface SetCategoryAttributesRequest {
    attributes: CategoryAttribute[];
}
export interface ListingChanges {
    items: ListingChange[];
    /** Where to go on, as since; always there */
    nextCursor: string;
    /** Whether there is more now */
    more: boolean;
}
/** A listing as it is now */
export interface ListingChange {
    listingId: Uuid;
    /** It is not public any more */
    deleted: boolean;
    listing?: Listing;
    changedAt?: Timestamp;
}
export interface CreateListingRequest {
    title: string;
    description: string;
    price: Money;
    categoryId: string;
    location: Location;
    condition?: Condition;
    attributes?: Attributes;
}
export interface UpdateListingRequest {
    title?: string;
    description?: string;
    price?: Money;
    categoryId?: string;
    location?: Location;
    condition?: Condition;
    attributes?: Attributes;
}
export interface CreateImageRequest {
    contentType: 'image/jpeg' | 'image/png' | 'image/webp';
    /** Bytes */
    size: number;
}
/** The request that uploads; nothing of it may differ */
export interface Upload {
    method: string;
    url: string;
    headers: Record<string, string>;
    expiresAt?: Timestamp;
}
export interface CreateImageReply {
    imageId: Uuid;
    upload?: Upload;
}
export interface OrderImagesRequest {
    imageIds: Uuid[];
}
export interface ReviewReason {
    /** For the seller */
    reason: string;
}
/** What a listing of a category may or must say */
export interface AttributeSchema {
    name: string;
    label: string;
    type: 'TEXT' | 'NUMBER' | 'BOOLEAN' | 'OPTION';
    required: boolean;
    /** Whether the search takes it as attr */
    filterable: boolean;
    /** The allowed values of an OPTION */
    options: string[];
    unit?: string;
    min?: number;
    max?: number;
}
export interface Category {
    id: string;
    parentId?: string;
    name: string;
    attributes: AttributeSchema[];
    /** It takes no more listings */
    retired: boolean;
    /** How long a listing lives */
    lifetimeDays: number;
    /** Counts up with every change; the ETag */
    version: number;
}
export interface Categories {
    items: Category[];
}
export interface Suggestions {
    items: Suggestion[];
}
/** A search to offer */
export interface Suggestion {
    /** What to show and to search for */
    text: string;
    /** Set when it stands for a category */
    categoryId?: string;
}
export interface ListingEvents {
    events: ListingEvent[];
}
export interface ListingEvent {
    /** IMPRESSION: at least half of it was on a screen for a second */
    kind: 'IMPRESSION' | 'CLICK';
    /** From the listing as it was shown */
    promotionToken: string;
}
export interface AcceptedEvents {
    /** Those that counted: not what is over or was told before */
    accepted: number;
}
export interface ListingFigures {
    views: number;
    saves: number;
    contacts: number;
    chats: number;
    impressions: number;
    clicks: number;
}
export interface ListingDay {
    date: string;
    figures?: ListingFigures;
}
export interface SetAutoRenewalRequest {
    enabled: boolean;
    /** How often at most; until it is sold or withdrawn when left out. Only to enable it */
    times?: number;
}
export interface AutoRenewal {
    enabled: boolean;
    /** How often it will still be renewed; left out when that is not limited */
    timesLeft?: number;
    renewedAt?: Timestamp;
}
export interface ListingStatistics {
    total?: ListingFigures;
    days: ListingDay[];
}
export interface BoostListingRequest {
    placement: BoostPlacement;
    startsAt?: Timestamp;
    days: number;
}
/** TOP: above searches that it matches. FEATURED: above the trending listings */
export type BoostPlacement = 'TOP' | 'FEATURED';
export type BoostPackageId = string;
/** A marked place for some days at a price */
export interface BoostPackage {
    id: BoostPackageId;
    name: string;
    placement: BoostPlacement;
    days: number;
    price: Money;
}
/** Prices with all taxes in them, in the order in which staff put them */
export interface BoostPriceList {
    /** Counts up with every change */
    version: number;
    items: BoostPackage[];
}
export interface SetBoostPackagesRequest {
    items: BoostPackage[];
}
/** What a package costs for a listing at the moment of asking */
export interface BoostQuote {
    listingId: Uuid;
    packageId: BoostPackageId;
    placement: BoostPlacement;
    startsAt: Timestamp;
    endsAt: Timestamp;
    price: Money;
    priceListVersion: number;
}
/** A marked place of a listing for a time */
export interface Boost {
    id: Uuid;
    listingId: Uuid;
    listingTitle: string;
    placement: BoostPlacement;
    status: 'SCHEDULED' | 'RUNNING' | 'ENDED' | 'CANCELLED';
    startsAt?: Timestamp;
    endsAt?: Timestamp;
    createdBy: Uuid;
    createdAt?: Timestamp;
}
export interface Boosts {
    items: Boost[];
    /** Left out on the last page */
    nextCursor?: string;
}
export interface BoostDay {
    date: string;
    impressions: number;
    clicks: number;
    /** Clicks by impressions */
    ctr: number;
    contacts: number;
}
export interface BoostMetrics {
    boost?: Boost;
    impressions: number;
    clicks: number;
    /** Clicks by impressions */
    ctr: number;
    contacts: number;
    days: BoostDay[];
}
export interface Contact {
    /** E.164 */
    phone: string;
}
/** What to talk about */
export interface OpenRoomRequest {
    listingId: Uuid;
}
/** A chat as one of its members sees it */
export interface Room {
    id: Uuid;
    listing: ListingCard;
    counterpart: Counterpart;
    buyerId: Uuid;
    sellerId: Uuid;
    /** Seq of the last message; 0 when there is none */
    lastSeq: number;
    lastMessage?: Message;
    /** Messages of the other after readSeq that were not deleted */
    unreadCount: number;
    /** How far the caller has read */
    readSeq: number;
    /** How far the caller has received */
    deliveredSeq: number;
    /** How far the other has read */
    counterpartReadSeq: number;
    /** How far the other has received */
    counterpartDeliveredSeq: number;
    /** The latest change; what comes after it is in the changes since it */
    changeSeq: number;
    createdAt: Timestamp;
    /** Whether its unread messages are left out of unreadTotal */
    muted: boolean;
}
/** What a chat is about */
export interface ListingCard {
    id: Uuid;
    /** Title of the listing */
    title: string;
    /** Status of the listing */
    status: string;
}
/** The other member */
export interface Counterpart {
    id: Uuid;
    /** Empty when the account is gone */
    name: string;
    /** Whether the identity is proven */
    verified: boolean;
    /** Whether they are connected; absent when they hide it, one blocks the other, or it is not known */
    online?: boolean;
    seenAt?: Timestamp;
}
/** Who sees that somebody is online */
export interface PresenceSettings {
    /** Whether others see it */
    visible: boolean;
}
/** Who is to see that somebody is online */
export interface ChangePresenceSettingsRequest {
    /** Whether others are to see it */
    visible: boolean;
}
/** A page of chats */
export interface Rooms {
    /** The chats */
    items: Room[];
    /** The cursor of the next page; absent at the end */
    nextCursor?: string;
    /** Unread messages in all chats */
    unreadTotal: number;
}
/** A message */
export interface Message {
    id: Uuid;
    chatId: Uuid;
    /** 1, 2, 3 … within the chat, without gaps */
    seq: number;
    /** The sender's own id for it */
    clientMessageId: string;
    senderId: Uuid;
    /** Plain text; absent once deleted, of an offer, and of a picture without words */
    text?: string;
    image?: MessageImage;
    offer?: MessageOffer;
    /** What its reader should beware of - PHONE, UPI_ID, LINK, ADVANCE_PAYMENT; its sender does not get them */
    warnings: string[];
    createdAt: Timestamp;
    editedAt?: Timestamp;
    deletedAt?: Timestamp;
}
/** A picture, for the members of the chat only */
export interface MessageImage {
    id: Uuid;
    /** A tiny placeholder (blurha.sh) */
    blurhash: string;
    variants?: MessageImageVariants;
    expiresAt?: Timestamp;
}
/** Signed URLs of the sizes, good until expiresAt; absent while they cannot be had: ask for the message again */
export interface MessageImageVariants {
    /** At most 320 pixels on the long side */
    thumb: string;
    /** At most 800 pixels */
    medium: string;
    /** At most 1600 pixels */
    large: string;
}
/** A page of messages */
export interface FoundMessages {
    /** The messages */
    items: Message[];
    /** The cursor of the next page; absent at the end */
    nextCursor?: string;
}
/** Where a bargain stood with a message; sent by whoever took the step */
export interface MessageOffer {
    id: Uuid;
    price: Money;
    /** OPEN, ACCEPTED, DECLINED, WITHDRAWN or CLOSED */
    state: string;
    awaitsUserId?: Uuid;
    expiresAt?: Timestamp;
    /** 1, 2, 3 … within the bargain */
    version: number;
}
/** Messages of a chat */
export interface Messages {
    /** The messages */
    items: Message[];
}
/** A message to send */
export interface SendMessageRequest {
    /** Chosen by the client, unique among the sender's messages in the chat; no control characters */
    clientMessageId: string;
    /** Plain text, 1 to 4,000 characters not counting white space around it; no control characters but line feed and tab; may be left out with a picture */
    text?: string;
    imageId?: Uuid;
}
/** What a message is to say instead */
export interface EditMessageRequest {
    /** As for a new message */
    text: string;
}
/** How far the caller has read */
export interface MarkReadRequest {
    /** Seq of a message */
    seq: number;
}
/** How far the caller has received */
export interface MarkDeliveredRequest {
    /** Seq of a message */
    seq: number;
}
/** How far a member has read and received */
export interface Receipt {
    chatId: Uuid;
    userId: Uuid;
    /** Seq of the last message read */
    readSeq: number;
    /** Seq of the last message received */
    deliveredSeq: number;
}
/** Something that changed - either a message or a receipt */
export interface Change {
    /** Its place among the changes of the chat */
    changeSeq: number;
    message?: Message;
    receipt?: Receipt;
}
/** A page of changes */
export interface Changes {
    /** The changes */
    items: Change[];
    /** Where to go on from */
    changeSeq: number;
    /** Whether there is more already */
    more: boolean;
}
/** What kind of thing a report is about */
export type TargetType = 'LISTING' | 'USER' | 'MESSAGE' | 'THREAD' | 'COMMENT' | 'REVIEW';
/** What is wrong with it */
export type ReportReason = 'SPAM' | 'FRAUD' | 'PROHIBITED_ITEM' | 'OFFENSIVE' | 'HARASSMENT' | 'DUPLICATE' | 'WRONG_CATEGORY' | 'OTHER';
/** Where the case stands */
export type CaseStatus = 'OPEN' | 'CLAIMED' | 'CLOSED';
/** What staff decides */
export type CaseAction = 'DISMISS' | 'WARN' | 'REMOVE' | 'SUSPEND' | 'BAN' | 'RESTRICT';
/** CHAT: opening chats and writing in them; POST: threads and comments; LIST: new listings, and putting listings on sale; CHAT_UNSEEN: being read in chats */
export type Activity = 'CHAT' | 'POST' | 'LIST' | 'CHAT_UNSEEN';
/** What a decision brings about in one part of Beachdo */
export interface DecisionEffect {
    /** The part */
    domain: string;
    doneAt?: Timestamp;
}
/** How somebody stands */
export interface Standing {
    userId: Uuid;
    /** The sum of strikes that count now */
    points: number;
    /** The latest 100, latest first; those that do not count any more included */
    strikes: Strike[];
    /** What they are kept from now */
    restrictions: Restriction[];
}
/** What a decision weighs until it decays */
export interface Strike {
    decisionId: Uuid;
    points: number;
    givenAt?: Timestamp;
    expiresAt?: Timestamp;
    revokedAt?: Timestamp;
}
/** What somebody is kept from */
export interface Restriction {
    activity: Activity;
    until?: Timestamp;
    decisionId: Uuid;
}
/** What a decision weighs, which is WARN, REMOVE, RESTRICT or SUSPEND */
export interface StrikeRule {
    action: CaseAction;
    points: number;
    /** Days after which it does not count any more */
    decayDays: number;
}
/** What a strike brings about that lifts the sum to these points or beyond: RESTRICT, SUSPEND or BAN */
export interface StrikeConsequence {
    points: number;
    action: CaseAction;
    /** Of RESTRICT */
    activities: Activity[];
    /** 1 to 365; 0 for BAN, and for SUSPEND until further notice */
    days: number;
}
/** What decisions weigh, and what follows */
export interface StrikePolicy {
    /** Counts up with every change */
    version: number;
    rules: StrikeRule[];
    /** By rising points */
    consequences: StrikeConsequence[];
}
/** A whole policy */
export interface SetStrikePolicyRequest {
    /** At most one an action */
    rules: StrikeRule[];
    consequences: StrikeConsequence[];
}
/** What is wrong, and with what */
export interface CreateReportRequest {
    targetType: TargetType;
    targetId: Uuid;
    reason: ReportReason;
    /** In the reporter's own words, at most 2,000 characters */
    details?: string;
}
/** What somebody reported */
export interface Report {
    id: Uuid;
    targetType: TargetType;
    targetId: Uuid;
    reason: ReportReason;
    /** In the reporter's own words */
    details?: string;
    reporterId?: Uuid;
    status: CaseStatus;
    createdAt: Timestamp;
}
/** A page of reports */
export interface Reports {
    /** The reports */
    items: Report[];
    /** Where the next page starts */
    nextCursor?: string;
}
/** What staff decided, and why */
export interface Decision {
    id: Uuid;
    action: CaseAction;
    /** Told to the owner of the content */
    reason: string;
    /** For staff */
    note?: string;
    decidedBy: Uuid;
    decidedAt: Timestamp;
    /** Of RESTRICT */
    activities: Activity[];
    until?: Timestamp;
    /** What has to follow, and what has followed; none in lists */
    effects: DecisionEffect[];
    follows?: Uuid;
    overturnedAt?: Timestamp;
    ground?: ReportReason;
    /** Version of the policy of strikes that it was made under */
    policyVersion?: number;
}
/** All reports of one target */
export interface Case {
    id: Uuid;
    targetType: TargetType;
    targetId: Uuid;
    targetOwnerId: Uuid;
    /** The content as it was when first reported, as JSON text; signals are what rules found about it, with what shows that; of a message with a picture the id of that */
    evidence: string;
    status: CaseStatus;
    /** Severity of the gravest reason plus the number of reporters */
    score: number;
    /** How many people reported it */
    reportCount: number;
    claimedBy?: Uuid;
    claimedUntil?: Timestamp;
    acknowledgeBy: Timestamp;
    disposeBy: Timestamp;
    /** The latest reports; none in lists */
    reports: Report[];
    decision?: Decision;
    consequence?: Decision;
    createdAt: Timestamp;
    /** Counts up with every change */
    version: number;
    acknowledgedAt?: Timestamp;
    /** Whether it may be hard to look at: show pictures blurred, and texts folded, until they are asked for */
    blur: boolean;
    /** Whether staff suspended or banned the account by hand: nobody reported anything, and it is closed as it is made */
    byHand: boolean;
}
/** A page of cases */
export interface Cases {
    /** The cases */
    items: Case[];
    /** Where the next page starts */
    nextCursor?: string;
}
export interface LiftDecisionRequest {
    /** For the audit */
    reason: string;
}
/** A decision */
export interface DecideCaseRequest {
    action: CaseAction;
    /** Told to the owner of the content, 3 to 500 characters */
    reason: string;
    /** For staff, at most 2,000 characters */
    note?: string;
    /** For RESTRICT, which needs one or more */
    activities?: Activity[];
    until?: Timestamp;
    ground?: ReportReason;
}
/** One decision for several cases */
export interface DecideCasesRequest {
    caseIds: Uuid[];
    action: CaseAction;
    /** Told to the owners of the contents, 3 to 500 characters */
    reason: string;
    /** For staff, at most 2,000 characters */
    note?: string;
    /** For RESTRICT, which needs one or more */
    activities?: Activity[];
    until?: Timestamp;
    ground?: ReportReason;
}
/** In the order of the request */
export interface CaseOutcomes {
    items: CaseOutcome[];
}
/** What became of a case */
export interface CaseOutcome {
    caseId: Uuid;
    decided: boolean;
    /** Why not */
    code?: string;
}
/** Counted up to 1,000, which stands for more too */
export interface UserRecord {
    userId: Uuid;
    /** What they reported */
    reportsMade: number;
    /** Those that staff acted on */
    reportsRight: number;
    /** Those that were dismissed */
    reportsWrong: number;
    /** Cases about them that wait */
    openCases: number;
    /** By action, those that were not overturned */
    decisions: NamedCount[];
    appeals: number;
    /** Of strikes that count now */
    points: number;
}
/** A month in numbers */
export interface Transparency {
    month: string;
    /** Those that are zero are left out */
    figures: TransparencyFigure[];
}
/** reports (by reason), reportsByTarget, automaticReports, decisions (by action), automaticDecisions (by action), appeals (by outcome), secondsToDecide (median, p95), lateAcknowledgements, lateDisposals */
export interface TransparencyFigure {
    figure: string;
    /** Of what kind */
    name: string;
    count: number;
}
/** What the service outside is told */
export interface HookDelivery {
    id: Uuid;
    state: 'WAITING' | 'DEAD';
    type: string;
    /** A JSON object as text */
    payload: string;
    createdAt?: Timestamp;
    tries: number;
    nextTryAt?: Timestamp;
    /** Why the last try failed */
    error?: string;
}
/** A page of deliveries */
export interface HookDeliveries {
    items: HookDelivery[];
    /** Left out on the last page */
    nextCursor?: string;
}
/** What a dashboard of staff shows */
export interface Overview {
    backlog: Backlog;
    /** Oldest first; days on which nothing happened are left out */
    days: OverviewDay[];
}
/** What waits for staff now, counted up to 10,000, which stands for more too */
export interface Backlog {
    /** Listings that wait for review */
    pendingListings: number;
    pendingSince?: Timestamp;
    /** Cases that are not closed, claimed or not */
    openCases: number;
    /** Those of them that somebody works on */
    claimedCases: number;
    /** Those of them that nobody took up by the time the law wants it */
    lateAcknowledgements: number;
    /** Those of them that should have been decided by now */
    lateDisposals: number;
    nextDisposeBy?: Timestamp;
    /** Appeals without an answer */
    pendingAppeals: number;
}
/** One Indian day */
export interface OverviewDay {
    day: string;
    /** Accounts made */
    registrations: number;
    /** What sellers and staff did with listings, for example SUBMIT or APPROVE */
    listings: NamedCount[];
    /** Rooms of a buyer, a seller and a listing */
    chats: number;
    /** Reports that came */
    reports: number;
    /** Cases decided, by action */
    decisions: NamedCount[];
    /** From first report to decision */
    medianDecisionSeconds?: number;
    /** Cases whose time to be acknowledged ran out that day */
    lateAcknowledgements: number;
    /** Cases whose time to be decided ran out that day */
    lateDisposals: number;
}
/** How many of a kind */
export interface NamedCount {
    /** The kind */
    name: string;
    /** How many */
    count: number;
}
/** One thing that staff did */
export interface AuditEntry {
    /** 1, 2, 3 … without gaps */
    seq: number;
    at: Timestamp;
    actor: Uuid;
    /** What was done */
    action: string;
    target: Uuid;
    /** More of it, as JSON text */
    detail?: string;
    /** SHA-256 over the entry and the hash before it, hex */
    hash: string;
}
/** A page of what staff did */
export interface Audit {
    /** The entries */
    items: AuditEntry[];
    /** Where the next page starts */
    nextCursor?: string;
}
export interface AppealDecisionRequest {
    decisionId: Uuid;
    statement: string;
}
export interface RecordAppealRequest {
    /** What the person wrote */
    statement: string;
}
export interface DecideAppealRequest {
    outcome: 'UPHELD' | 'OVERTURNED';
    /** Told to the appellant */
    answer: string;
}
export interface Appeal {
    id: Uuid;
    decisionId: Uuid;
    statement: string;
    /** UPHELD: the decision stands */
    status: 'PENDING' | 'UPHELD' | 'OVERTURNED';
    /** What staff said to it */
    answer?: string;
    createdAt?: Timestamp;
    decidedAt?: Timestamp;
    appellantId?: Uuid;
    caseId?: Uuid;
}
export interface Appeals {
    items: Appeal[];
    /** Left out on the last page */
    nextCursor?: string;
}
/** Why something was done */
export interface StatementOfReasons {
    id: Uuid;
    action: 'WARN' | 'REMOVE' | 'SUSPEND' | 'BAN' | 'DISMISS' | 'RESTRICT';
    /** Of RESTRICT */
    activities: Activity[];
    until?: Timestamp;
    /** Whether the policy of strikes brought it about */
    automatic: boolean;
    /** Whether all that it brings about was done */
    carriedOut: boolean;
    overturnedAt?: Timestamp;
    ground?: ReportReason;
    /** Version of the policy of strikes that it was made under */
    policyVersion?: number;
    reason: string;
    targetType: 'LISTING' | 'USER' | 'MESSAGE' | 'THREAD' | 'COMMENT' | 'REVIEW';
    targetId: Uuid;
    decidedAt?: Timestamp;
    appealBy?: Timestamp;
    appeal?: Appeal;
}
export interface StatementsOfReasons {
    items: StatementOfReasons[];
    /** Left out on the last page */
    nextCursor?: string;
}
/** Where threads of one kind are */
export interface Board {
    id: Uuid;
    /** Its name */
    name: string;
    /** What it is for */
    description: string;
    /** Threads that were not deleted */
    threadCount: number;
    /** Whether it takes no new threads; those that are there stay */
    retired: boolean;
    /** Counts up when staff changes it */
    version: number;
}
/** All boards, retired ones last */
export interface AllBoards {
    /** The boards */
    items: Board[];
}
export interface CreateBoardRequest {
    name: string;
    description: string;
    /** Among the boards in use, from 0; the last when left out */
    position?: number;
}
/** What is left out stays */
export interface UpdateBoardRequest {
    name?: string;
    description?: string;
    /** Among the boards in use, from 0 */
    position?: number;
}
/** The boards in use */
export interface Boards {
    /** The boards */
    items: Board[];
}
/** Who wrote a thread or a comment */
export interface Author {
    id: Uuid;
    /** Empty when the account is gone */
    name: string;
    /** Whether the identity was proven */
    verified: boolean;
    /** Whether they are trusted in the forum */
    trusted: boolean;
}
/** Something that people talk about */
export interface Thread {
    id: Uuid;
    boardId: Uuid;
    /** One line */
    title: string;
    /** CommonMark */
    body: string;
    /** The body as sanitised HTML */
    bodyHtml: string;
    /** What it is about */
    tags: string[];
    listingId?: Uuid;
    listing?: LinkedListing;
    pendingEdit?: PendingEdit;
    author: Author;
    /** How many like it */
    likeCount: number;
    /** Whether the caller likes it */
    liked: boolean;
    /** Whether the caller is told of every comment */
    watching: boolean;
    watchMode?: WatchMode;
    acceptedCommentId?: Uuid;
    /** Comments of all levels that were not deleted */
    commentCount: number;
    /** Whether it takes no more comments */
    locked: boolean;
    /** Whether staff pinned it */
    pinned: boolean;
    createdAt: Timestamp;
    lastActivityAt: Timestamp;
    editedAt?: Timestamp;
    /** Counts up with every change of title, body or tags */
    version: number;
    deletedAt?: Timestamp;
    /** Whether it waits for staff; its author and staff alone see it */
    held: boolean;
}
/** A page of threads */
export interface Threads {
    /** The threads */
    items: Thread[];
    /** Where the next page starts */
    nextCursor?: string;
    /** What was looked for instead of q, of which nothing was found */
    correctedQ?: string;
}
/** The likest first */
export interface SimilarThreads {
    items: Thread[];
}
/** A thread to open */
export interface CreateThreadRequest {
    boardId: Uuid;
    /** One line, 3 to 160 characters */
    title: string;
    /** CommonMark, 1 to 20,000 characters */
    body: string;
    /** What it is about */
    tags?: string[];
    listingId?: Uuid;
    /** People to tell; those who never wrote in the forum are passed over */
    mentions?: Uuid[];
}
/** What is to change; what is left out stays */
export interface UpdateThreadRequest {
    /** One line, 3 to 160 characters */
    title?: string;
    /** CommonMark, 1 to 20,000 characters */
    body?: string;
    /** People to tell; those whom it mentioned before are not told again */
    mentions?: Uuid[];
    /** In place of those there are; an empty list takes all away */
    tags?: string[];
}
/** How a thread or a comment is liked now */
export interface LikeReply {
    /** How many like it */
    likeCount: number;
    /** Whether the caller likes it */
    liked: boolean;
}
/** What somebody says in a thread */
export interface Comment {
    id: Uuid;
    threadId: Uuid;
    parentId?: Uuid;
    /** 0 for a comment on the thread itself */
    depth: number;
    /** CommonMark; empty once deleted; beyond 10000 only when it was the opening of a merged thread */
    body: string;
    /** The body as sanitised HTML; empty once deleted */
    bodyHtml: string;
    author: Author;
    /** How many like it */
    likeCount: number;
    /** Whether the caller likes it */
    liked: boolean;
    /** Direct answers in the tree, deleted ones included */
    replyCount: number;
    createdAt: Timestamp;
    editedAt?: Timestamp;
    deletedAt?: Timestamp;
    /** Counts up with every change of the body */
    version: number;
    /** Whether it waits for staff; its author and staff alone see it */
    held: boolean;
    listingId?: Uuid;
    listing?: LinkedListing;
    pendingEdit?: PendingEdit;
    /** Its first answers, oldest first, without theirs; of a page that asked for them */
    replies: Comment[];
    /** The cursor of its further answers, for the list with it as parentId; of a page that asked for answers */
    moreReplies?: string;
}
/** An edit that waits for staff, for the author and staff; others see what was there before */
export interface PendingEdit {
    id: Uuid;
    /** Of threads, when it is to change */
    title?: string;
    /** CommonMark, when it is to change */
    body?: string;
    /** Sanitised */
    bodyHtml?: string;
    heldAt?: Timestamp;
}
export interface DecideEditRequest {
    editId: Uuid;
    /** Whether it takes effect */
    approve: boolean;
}
export interface HeldPosts {
    items: HeldPost[];
    /** Where the next page starts */
    nextCursor?: string;
}
/** A thread, a comment or an edit of one that is held */
export interface HeldPost {
    threadId: Uuid;
    commentId?: Uuid;
    boardId: Uuid;
    /** Of the thread */
    title: string;
    /** CommonMark; empty when an edit leaves it as it is */
    body: string;
    author?: Author;
    /** REFUSED: not let through, or taken back; EDIT_WAITING: others see what was there before */
    state?: 'WAITING' | 'REFUSED' | 'EDIT_WAITING';
    heldAt?: Timestamp;
    editId?: Uuid;
}
/** A listing that a post links to */
export interface LinkedListing {
    id: Uuid;
    /** UNAVAILABLE: sold, expired, withdrawn, removed, not published or gone; absent when it is not known just now */
    state?: 'AVAILABLE' | 'UNAVAILABLE';
    /** Present when it is AVAILABLE, as is what follows */
    title?: string;
    price?: Money;
    /** Its first picture, at most 320 px */
    coverUrl?: string;
    /** A tiny placeholder (blurha.sh) */
    coverBlurhash?: string;
    seller?: ListingSeller;
}
/** Who sells a listing */
export interface ListingSeller {
    id: Uuid;
    name: string;
    /** Whether the identity is proven */
    verified: boolean;
}
/** A page of comments */
export interface Comments {
    /** The comments */
    items: Comment[];
    /** Where the next page starts */
    nextCursor?: string;
}
/** A page of comments */
export interface FoundComments {
    /** The comments */
    items: Comment[];
    /** Where the next page starts */
    nextCursor?: string;
    /** What was looked for instead of q, of which nothing was found */
    correctedQ?: string;
}
/** A comment to make */
export interface CreateCommentRequest {
    parentId?: Uuid;
    /** CommonMark, 1 to 10,000 characters */
    body: string;
    /** People to tell; those who wrote nothing in this thread are passed over */
    mentions?: Uuid[];
    listingId?: Uuid;
}
/** The new body of a comment */
export interface UpdateCommentRequest {
    /** CommonMark, 1 to 10,000 characters */
    body: string;
    /** People to tell; those whom it mentioned before are not told again */
    mentions?: Uuid[];
}
/** A version beside the one before, the first one beside nothing */
export interface TextChanges {
    version: number;
    writtenAt?: Timestamp;
    /** Set when the title changed */
    titleBefore?: string;
    /** Of threads */
    title?: string;
    /** The bodies in their order */
    body: TextChange[];
    /** Of threads */
    tags: string[];
    /** Of the version before, of threads */
    tagsBefore: string[];
}
/** Lines that were kept, added or removed together */
export interface TextChange {
    kind: 'KEPT' | 'ADDED' | 'REMOVED';
    text: string;
}
export interface CommentHistory {
    items: CommentRevision[];
}
export interface CommentRevision {
    version: number;
    /** CommonMark */
    body: string;
    writtenAt?: Timestamp;
}
/** A page of what happened */
export interface ThreadEvents {
    items: ThreadEvent[];
    /** Where the next page starts */
    nextCursor?: string;
}
/** What happened to a thread */
export interface ThreadEvent {
    id: Uuid;
    kind: 'PINNED' | 'UNPINNED' | 'LOCKED' | 'UNLOCKED' | 'MOVED' | 'MERGED' | 'RETITLED' | 'ANSWER_ACCEPTED' | 'ANSWER_UNACCEPTED' | 'DELETED' | 'RESTORED' | 'RETAGGED';
    at?: Timestamp;
    /** Whether it was not the author of the thread */
    byStaff: boolean;
    actor?: Author;
    until?: Timestamp;
    fromBoardId?: Uuid;
    toBoardId?: Uuid;
    /** The title before, of RETITLED; of the other thread, of MERGED */
    title?: string;
    commentId?: Uuid;
    /** The tags before, of RETAGGED */
    tags: string[];
}
export interface MergeThreadRequest {
    intoThreadId: Uuid;
}
export interface ThreadHistory {
    items: ThreadRevision[];
}
export interface ThreadRevision {
    version: number;
    title: string;
    /** CommonMark */
    body: string;
    writtenAt?: Timestamp;
    tags: string[];
}
/** Everybody is NEW in the beginning; who is TRUSTED has a badge */
export type TrustLevel = 'NEW' | 'BASIC' | 'MEMBER' | 'TRUSTED';
/** What a level takes, and what it allows */
export interface TrustRule {
    level: TrustLevel;
    /** Age of the account; all needs of NEW are 0 */
    minAgeHours: number;
    /** The same with a proven identity */
    minAgeHoursVerified: number;
    /** Threads and comments that are there */
    minPosts: number;
    /** Likes of the last 500 posts */
    minLikes: number;
    /** Decisions against the person within 180 days; 100 for NEW */
    maxStrikes: number;
    threadsADay: number;
    commentsADay: number;
    postsAMinute: number;
    /** How often the same text; case, digits, links and punctuation aside */
    sameAnHour: number;
    /** In one post */
    links: number;
    /** In one post */
    mentions: number;
    /** What has a post held until staff lets it through */
    hold: ('PHONE' | 'UPI_ID' | 'SHORT_LINK' | 'ADVANCE_PAYMENT' | 'REPEATED')[];
}
export interface TrustPolicy {
    /** From NEW to TRUSTED */
    rules: TrustRule[];
    /** Counts up with every change */
    version: number;
}
export interface SetTrustPolicyRequest {
    /** Each level once, from NEW to TRUSTED */
    rules: TrustRule[];
}
/** What I may post */
export interface MyTrust {
    level: TrustLevel;
    threadsADay: number;
    commentsADay: number;
    postsAMinute: number;
    links: number;
    mentions: number;
    /** My last 500 that are there */
    posts: number;
    /** Of those */
    likes: number;
    /** Decisions against me within 180 days */
    strikes: number;
}
export interface PinThreadRequest {
    pinned: boolean;
    until?: Timestamp;
}
export interface LockThreadRequest {
    locked: boolean;
    until?: Timestamp;
}
export interface MoveThreadRequest {
    boardId: Uuid;
}
/** What I am told of a thread */
export type WatchMode = 'ALL' | 'MENTIONS' | 'MUTE';
/** Unread ones about one matter are one */
export interface Notification {
    id: Uuid;
    kind: 'REPLY' | 'COMMENT' | 'LISTING_APPROVED' | 'LISTING_REJECTED' | 'LISTING_CHANGES_REQUESTED' | 'LISTING_REMOVED' | 'LISTING_RESTORED' | 'POST_REMOVED' | 'SAVED_SEARCH' | 'PRICE_DROP' | 'LISTING_EXPIRING' | 'MENTION' | 'WARNED' | 'CONTENT_REMOVED' | 'RESTRICTED' | 'SUSPENDED' | 'BANNED' | 'UNREAD_MESSAGES' | 'LISTING_RENEWED' | 'REVIEW_RECEIVED' | 'LET_IN' | 'APPEAL_UPHELD' | 'APPEAL_OVERTURNED';
    /** Of the thread, listing or saved search; of UNREAD_MESSAGES, the listing that was last written about; empty for decisions but on what is in the forum */
    title: string;
    /** What staff said */
    note: string;
    /** How many things it stands for, for example comments */
    count: number;
    threadId?: Uuid;
    commentId?: Uuid;
    listingId?: Uuid;
    searchId?: Uuid;
    decisionId?: Uuid;
    /** What was breached; set for decisions in cases */
    ground?: string;
    /** What one may not do; of RESTRICTED */
    activities: string[];
    until?: Timestamp;
    appealBy?: Timestamp;
    at?: Timestamp;
    read: boolean;
}
export interface Notifications {
    items: Notification[];
    /** 100 stands for 100 or more */
    unreadCount: number;
    /** Left out on the last page */
    nextCursor?: string;
}
/** Where somebody stopped reading a thread */
export interface ReadPosition {
    threadId: Uuid;
    readAt?: Timestamp;
    /** Comments of others since then; 100 stands for 100 or more */
    unreadCount: number;
    firstUnreadCommentId?: Uuid;
}
/** What was read */
export interface MarkThreadReadRequest {
    commentId?: Uuid;
}
/** What somebody has yet to post */
export interface Draft {
    id: Uuid;
    boardId?: Uuid;
    threadId?: Uuid;
    parentId?: Uuid;
    title: string;
    body: string;
    savedAt?: Timestamp;
}
/** All of them */
export interface Drafts {
    items: Draft[];
}
/** With boardId a thread to open, with threadId a comment to make */
export interface SaveDraftRequest {
    boardId?: Uuid;
    threadId?: Uuid;
    parentId?: Uuid;
    title?: string;
    body?: string;
}
/** How to tell of a kind */
export interface NotificationPreference {
    kind: 'REPLY' | 'COMMENT' | 'LISTING_APPROVED' | 'LISTING_REJECTED' | 'LISTING_CHANGES_REQUESTED' | 'LISTING_REMOVED' | 'LISTING_RESTORED' | 'POST_REMOVED' | 'SAVED_SEARCH' | 'PRICE_DROP' | 'LISTING_EXPIRING' | 'MENTION' | 'WARNED' | 'CONTENT_REMOVED' | 'RESTRICTED' | 'SUSPENDED' | 'BANNED' | 'UNREAD_MESSAGES' | 'LISTING_RENEWED' | 'REVIEW_RECEIVED' | 'LET_IN' | 'APPEAL_UPHELD' | 'APPEAL_OVERTURNED';
    /** In the inbox and live; always true for what staff did against my content */
    inApp: boolean;
    /** INSTANT for UNREAD_MESSAGES and OFF for others unless it was set. DAILY: at nine in the morning in India; always OFF for SAVED_SEARCH and LISTING_EXPIRING, which are set elsewhere, and for decisions, which are always mailed */
    mail: 'OFF' | 'INSTANT' | 'DAILY';
    /** Whether it is pushed to my devices, too; true unless it was set. Of UNREAD_MESSAGES: whether messages are as they come while I am not there, once for several */
    push?: boolean;
}
export interface PushSettings {
    /** Whether tokens of Firebase Cloud Messaging are taken */
    fcm: boolean;
    /** VAPID key for PushManager.subscribe as applicationServerKey, base64url; left out while Web Push is not offered */
    webPushKey?: string;
}
export interface PushDevice {
    id: Uuid;
    channel: 'FCM' | 'WEB_PUSH';
    /** Who takes pushes for it, for example push.services.mozilla.com */
    service: string;
    language: 'EN' | 'HI';
    registeredAt: Timestamp;
    /** Whether this session registered it */
    current: boolean;
}
export interface PushDevices {
    items: PushDevice[];
}
/** Either fcmToken or webPush */
export interface PutPushDeviceRequest {
    fcmToken?: string;
    webPush?: WebPushSubscription;
    /** Of what a device shows by itself; English when left out */
    language?: 'EN' | 'HI';
}
/** What PushManager.subscribe gave */
export interface WebPushSubscription {
    /** https URL of a known push service */
    endpoint: string;
    keys: WebPushKeys;
}
export interface WebPushKeys {
    /** 65 bytes, base64url */
    p256dh: string;
    /** 16 bytes, base64url */
    auth: string;
}
/** A daily time without live events, mails and pushes; those go out when it ends */
export interface QuietHours {
    from: string;
    /** The next day when it is before from */
    to: string;
    zone: string;
}
export interface NotificationPreferences {
    items: NotificationPreference[];
    quietHours?: QuietHours;
}
export interface SetNotificationPreferencesRequest {
    /** Each kind once */
    items: NotificationPreference[];
    quietHours?: QuietHours;
}
/** Either ids, or all as true */
export interface ReadNotificationsRequest {
    ids?: Uuid[];
    all?: boolean;
}
export interface ReadNotifications {
    /** 100 stands for 100 or more */
    unreadCount: number;
}
/** Every operation of the API; a refusal is a ProblemError. */
export declare class BeachdoApi extends Transport {
    /** Get a ticket for a socket */
    createRealtimeTicket(): Promise<RealtimeTicket>;
    /** Make an account */
    register(input: {
        refreshMode?: 'cookie';
        body: RegisterRequest;
    }): Promise<SignedIn>;
    /** Sign in by e-mail and password */
    login(input: {
        refreshMode?: 'cookie';
        body: LoginRequest;
    }): Promise<SignedIn>;
    /** Have a sign-in code sent to a phone */
    startOtp(input: {
        body: StartOtpRequest;
    }): Promise<StartOtpReply>;
    /** Sign in by a code */
    verifyOtp(input: {
        refreshMode?: 'cookie';
        body: VerifyOtpRequest;
    }): Promise<SignedIn>;
    /** Trade a refresh token for new tokens */
    refresh(input?: {
        refreshMode?: 'cookie';
        body?: RefreshRequest;
    }): Promise<RefreshReply>;
    /** End this session */
    logout(input?: {
        refreshMode?: 'cookie';
    }): Promise<void>;
    /** End all sessions of mine */
    logoutAll(input?: {
        refreshMode?: 'cookie';
    }): Promise<void>;
    /** Verify an e-mail address by the token of the mail */
    verifyEmail(input: {
        body: VerifyEmailRequest;
    }): Promise<void>;
    /** Have the verification mail sent again */
    resendVerification(): Promise<void>;
    /** Have a link to a new password mailed */
    forgotPassword(input: {
        body: ForgotPasswordRequest;
    }): Promise<void>;
    /** Set a new password by the token of the mail */
    resetPassword(input: {
        body: ResetPasswordRequest;
    }): Promise<void>;
    /** Change my password */
    changePassword(input: {
        body: ChangePasswordRequest;
    }): Promise<void>;
    /** Show the second factor in this session */
    stepUp(input: {
        refreshMode?: 'cookie';
        body: StepUpRequest;
    }): Promise<SignedIn>;
    /** Sign in by an account elsewhere */
    startOidc(input: {
        provider: string;
    }): Promise<OidcAttempt>;
    /** Where the provider sends the browser back to */
    returnOidc(input?: {
        state?: string;
        code?: string;
        error?: string;
    }): Promise<void>;
    /** Finish signing in by an account elsewhere */
    finishOidc(input: {
        refreshMode?: 'cookie';
        body: FinishOidcRequest;
    }): Promise<SignedIn>;
    /** Start to sign in by a passkey */
    startPasskeySignIn(): Promise<PasskeyChallenge>;
    /** Sign in by a passkey */
    finishPasskeySignIn(input: {
        refreshMode?: 'cookie';
        body: FinishPasskeySignInRequest;
    }): Promise<SignedIn>;
    /** Start to show a passkey in this session */
    startPasskeyStepUp(): Promise<PasskeyChallenge>;
    /** Show a passkey in this session */
    finishPasskeyStepUp(input: {
        refreshMode?: 'cookie';
        body: FinishPasskeyStepUpRequest;
    }): Promise<SignedIn>;
    /** My passkeys */
    listPasskeys(): Promise<PasskeyList>;
    /** Add a passkey */
    addPasskey(input: {
        body: AddPasskeyRequest;
    }): Promise<Passkey>;
    /** Start to add a passkey */
    startPasskey(input: {
        body: StartPasskeyRequest;
    }): Promise<PasskeyCreation>;
    /** Remove a passkey */
    removePasskey(input: {
        passkeyId: Uuid;
    }): Promise<void>;
    /** My accounts elsewhere */
    listIdentities(): Promise<IdentityList>;
    /** Link an account elsewhere */
    startLink(input: {
        body: StartLinkRequest;
    }): Promise<OidcAttempt>;
    /** Finish linking an account elsewhere */
    finishLink(input: {
        body: FinishLinkRequest;
    }): Promise<Identity>;
    /** Unlink an account elsewhere */
    removeIdentity(input: {
        identityId: Uuid;
    }): Promise<void>;
    /** My account */
    getMe(): Promise<User>;
    /** Change my profile */
    updateMe(input: {
        ifMatch?: string;
        body: UpdateMeRequest;
    }): Promise<User>;
    /** Have my account erased */
    deleteMe(): Promise<Erasure>;
    /** Keep my account after all */
    cancelErasure(): Promise<Erasure>;
    /** Everything held about me */
    exportMe(): Promise<Blob>;
    /** What I consented to */
    listConsents(): Promise<ConsentList>;
    /** Consent to something, or withdraw it */
    recordConsent(input: {
        body: RecordConsentRequest;
    }): Promise<Consent>;
    /** Make a phone mine by a code sent to it */
    confirmPhone(input: {
        body: ConfirmPhoneRequest;
    }): Promise<User>;
    /** My second factors */
    getFactors(): Promise<FactorState>;
    /** Get a secret for an authenticator app */
    startTotp(input: {
        body: StartTotpRequest;
    }): Promise<TotpSecret>;
    /** Remove my authenticator app */
    removeTotp(): Promise<void>;
    /** Confirm the authenticator app by a code of it */
    confirmTotp(input: {
        refreshMode?: 'cookie';
        body: ConfirmTotpRequest;
    }): Promise<RecoveryCodes>;
    /** Where I am signed in */
    listSessions(): Promise<SessionList>;
    /** End all my sessions but this one */
    endOtherSessions(): Promise<void>;
    /** End one of my sessions */
    endSession(input: {
        sessionId: Uuid;
    }): Promise<void>;
    /** Become a seller */
    becomeSeller(input: {
        refreshMode?: 'cookie';
        body: BecomeSellerRequest;
    }): Promise<SignedIn>;
    /** Where I stand with the proof of my identity */
    getKyc(): Promise<KycState>;
    /** Take back my consent */
    withdrawKyc(): Promise<void>;
    /** Prove my identity through DigiLocker */
    startDigiLocker(input: {
        body: StartDigiLockerRequest;
    }): Promise<StartDigiLockerReply>;
    /** Confirm that it was me who came back from DigiLocker */
    confirmDigiLocker(input: {
        body: ConfirmDigiLockerRequest;
    }): Promise<KycState>;
    /** Where DigiLocker sends the browser back to */
    finishDigiLocker(input?: {
        state?: string;
        code?: string;
        error?: string;
        error_description?: string;
    }): Promise<void>;
    /** What everybody may know of an account */
    getUser(input: {
        userId: Uuid;
    }): Promise<PublicUser>;
    /** Accounts, newest first */
    listUsers(input?: {
        q?: string;
        role?: 'BUYER' | 'SELLER' | 'MODERATOR' | 'ADMIN' | 'INTEGRATOR';
        status?: 'ACTIVE' | 'SUSPENDED' | 'BANNED' | 'DELETED';
        limit?: number;
        cursor?: string;
    }): Promise<UserPage>;
    /** Somebody's account */
    getAccount(input: {
        userId: Uuid;
    }): Promise<User>;
    /** Keep somebody out until a time, or until further notice */
    suspendUser(input: {
        userId: Uuid;
        body: RestrictUserRequest;
    }): Promise<User>;
    /** Let somebody in again */
    unsuspendUser(input: {
        userId: Uuid;
        body: RestrictUserRequest;
    }): Promise<User>;
    /** Keep somebody out for good */
    banUser(input: {
        userId: Uuid;
        body: RestrictUserRequest;
    }): Promise<User>;
    /** Give somebody other roles */
    setRoles(input: {
        userId: Uuid;
        body: SetRolesRequest;
    }): Promise<SetRolesReply>;
    /** Grants of roles that wait for a second administrator */
    listRoleRequests(input?: {
        limit?: number;
        cursor?: string;
    }): Promise<RoleRequests>;
    /** Grant what another administrator asked for */
    approveRoleRequest(input: {
        requestId: Uuid;
    }): Promise<SetRolesReply>;
    /** Drop a grant that waits */
    refuseRoleRequest(input: {
        requestId: Uuid;
    }): Promise<void>;
    /** The address and phone of somebody */
    revealUser(input: {
        userId: Uuid;
        body: RevealUserRequest;
    }): Promise<RevealUserReply>;
    /** Where somebody is signed in */
    listUserSessions(input: {
        userId: Uuid;
    }): Promise<SessionList>;
    /** End all sessions of somebody */
    endUserSessions(input: {
        userId: Uuid;
    }): Promise<void>;
    /** Where to find what verifies access tokens */
    getOpenIdConfiguration(): Promise<OpenIdConfiguration>;
    /** Public keys that verify access tokens */
    listKeys(): Promise<JsonWebKeySet>;
    /** The tree of categories with their attributes */
    listCategories(input?: {
        retired?: boolean;
    }): Promise<Categories>;
    /** Find listings */
    searchListings(input?: {
        q?: string;
        category?: string;
        city?: string;
        lat?: number;
        lon?: number;
        radiusKm?: number;
        minPrice?: number;
        maxPrice?: number;
        condition?: 'NEW' | 'LIKE_NEW' | 'GOOD' | 'FAIR' | 'FOR_PARTS';
        sellerId?: Uuid;
        attr?: string[];
        sort?: 'relevance' | 'newest' | 'priceAsc' | 'priceDesc' | 'nearest';
        facets?: ('category' | 'city' | 'price' | 'attributes')[];
        explain?: boolean;
        limit?: number;
        cursor?: string;
    }): Promise<Listings>;
    /** Make a draft */
    createListing(input: {
        idempotencyKey?: string;
        body: CreateListingRequest;
    }): Promise<Listing>;
    /** A listing */
    getListing(input: {
        listingId: Uuid;
    }): Promise<Listing>;
    /** Change a listing of mine */
    updateListing(input: {
        listingId: Uuid;
        ifMatch?: string;
        body: UpdateListingRequest;
    }): Promise<Listing>;
    /** Delete a listing of mine */
    deleteListing(input: {
        listingId: Uuid;
    }): Promise<void>;
    /** Hand a listing in for review */
    submitListing(input: {
        listingId: Uuid;
    }): Promise<Listing>;
    /** Say that it is sold */
    markSold(input: {
        listingId: Uuid;
    }): Promise<Listing>;
    /** Put it up for another term */
    renewListing(input: {
        listingId: Uuid;
    }): Promise<Listing>;
    /** Take it off the market */
    withdrawListing(input: {
        listingId: Uuid;
    }): Promise<Listing>;
    /** Get a place for a picture */
    createImage(input: {
        listingId: Uuid;
        idempotencyKey?: string;
        body: CreateImageRequest;
    }): Promise<CreateImageReply>;
    /** Put the pictures in order */
    orderImages(input: {
        listingId: Uuid;
        body: OrderImagesRequest;
    }): Promise<Listing>;
    /** Say that the upload is done */
    completeImage(input: {
        listingId: Uuid;
        imageId: Uuid;
    }): Promise<Image>;
    /** Take a picture away */
    deleteImage(input: {
        listingId: Uuid;
        imageId: Uuid;
    }): Promise<void>;
    /** Get a place for a picture that goes into a message */
    createPrivatePicture(input: {
        idempotencyKey?: string;
        body: CreateImageRequest;
    }): Promise<CreateImageReply>;
    /** Say that the upload of a picture for a message is done */
    completePrivatePicture(input: {
        imageId: Uuid;
    }): Promise<Image>;
    /** My listings, newest first */
    listMyListings(input?: {
        status?: 'DRAFT' | 'PENDING_REVIEW' | 'ACTIVE' | 'SOLD' | 'EXPIRED' | 'WITHDRAWN' | 'REJECTED' | 'CHANGES_REQUESTED' | 'REMOVED';
        limit?: number;
        cursor?: string;
    }): Promise<Listings>;
    /** My saved listings, newest saved first */
    listSaved(input?: {
        limit?: number;
        cursor?: string;
    }): Promise<Listings>;
    /** Save a listing */
    saveListing(input: {
        listingId: Uuid;
    }): Promise<void>;
    /** Forget a saved listing */
    unsaveListing(input: {
        listingId: Uuid;
    }): Promise<void>;
    /** My saved searches, last saved first */
    listSavedSearches(input?: {
        limit?: number;
        cursor?: string;
    }): Promise<SavedSearches>;
    /** Save a search */
    createSavedSearch(input: {
        idempotencyKey?: string;
        body: CreateSavedSearchRequest;
    }): Promise<SavedSearch>;
    /** Rename a saved search, or change when there are alerts */
    updateSavedSearch(input: {
        searchId: Uuid;
        body: UpdateSavedSearchRequest;
    }): Promise<SavedSearch>;
    /** Forget a saved search */
    deleteSavedSearch(input: {
        searchId: Uuid;
    }): Promise<void>;
    /** The prices that everybody saw of a listing, latest first */
    listPrices(input: {
        listingId: Uuid;
    }): Promise<Prices>;
    /** Offer a price for a listing */
    makeOffer(input: {
        listingId: Uuid;
        idempotencyKey?: string;
        body: OfferPrice;
    }): Promise<Offer>;
    /** Offers that I made, and those for my listings, last made first */
    listMyOffers(input?: {
        role?: 'BUYER' | 'SELLER';
        listingId?: Uuid;
        state?: OfferState;
        limit?: number;
        cursor?: string;
    }): Promise<Offers>;
    /** An offer of mine, or for a listing of mine */
    getOffer(input: {
        offerId: Uuid;
    }): Promise<Offer>;
    /** Answer with another price */
    counterOffer(input: {
        offerId: Uuid;
        body: OfferPrice;
    }): Promise<Offer>;
    /** Accept what is on the table */
    acceptOffer(input: {
        offerId: Uuid;
    }): Promise<Offer>;
    /** Say no */
    declineOffer(input: {
        offerId: Uuid;
    }): Promise<Offer>;
    /** Take it back */
    withdrawOffer(input: {
        offerId: Uuid;
    }): Promise<Offer>;
    /** Review the seller of a listing */
    createReview(input: {
        listingId: Uuid;
        idempotencyKey?: string;
        body: CreateReviewRequest;
    }): Promise<SellerReview>;
    /** A review */
    getReview(input: {
        reviewId: Uuid;
    }): Promise<SellerReview>;
    /** Change a review of mine */
    updateReview(input: {
        reviewId: Uuid;
        ifMatch?: string;
        body: UpdateReviewRequest;
    }): Promise<SellerReview>;
    /** Take a review of mine away */
    deleteReview(input: {
        reviewId: Uuid;
    }): Promise<void>;
    /** Answer a review of me, once */
    replyToReview(input: {
        reviewId: Uuid;
        idempotencyKey?: string;
        body: ReviewText;
    }): Promise<SellerReview>;
    /** Reviews of a seller, last written first */
    listReviews(input: {
        userId: Uuid;
        limit?: number;
        cursor?: string;
    }): Promise<SellerReviews>;
    /** Reviews that I wrote, last written first */
    listMyReviews(input?: {
        limit?: number;
        cursor?: string;
    }): Promise<SellerReviews>;
    /** Add a category */
    createCategory(input: {
        idempotencyKey?: string;
        body: CreateCategoryRequest;
    }): Promise<Category>;
    /** Rename a category or put it elsewhere */
    updateCategory(input: {
        categoryId: string;
        ifMatch?: string;
        body: UpdateCategoryRequest;
    }): Promise<Category>;
    /** Replace the attribute schema of a category */
    setCategoryAttributes(input: {
        categoryId: string;
        ifMatch?: string;
        body: SetCategoryAttributesRequest;
    }): Promise<Category>;
    /** Let no more listings into a category */
    retireCategory(input: {
        categoryId: string;
    }): Promise<Category>;
    /** Take a retired category back into use */
    reinstateCategory(input: {
        categoryId: string;
    }): Promise<Category>;
    /** Listings that changed, for who keeps a copy */
    listListingChanges(input?: {
        since?: string;
        limit?: number;
    }): Promise<ListingChanges>;
    /** Stop the alerts of a saved search by the link of a mail */
    unsubscribe(input: {
        token: string;
    }): Promise<void>;
    /** Pictures that staff knows to be bad, latest first */
    listKnownPictures(input?: {
        limit?: number;
        cursor?: string;
    }): Promise<KnownPictures>;
    /** Put a picture of a listing on the list */
    addKnownPicture(input: {
        body: AddKnownPictureRequest;
    }): Promise<KnownPicture>;
    /** Take a picture from the list */
    removeKnownPicture(input: {
        knownPictureId: Uuid;
    }): Promise<void>;
    /** Which listings are looked at before everybody sees them */
    getReviewPolicy(): Promise<ReviewPolicy>;
    /** Another policy of reviews */
    setReviewPolicy(input: {
        ifMatch?: string;
        body: SetReviewPolicyRequest;
    }): Promise<ReviewPolicy>;
    /** Listings in one state, longest waiting first */
    listForReview(input?: {
        status?: 'DRAFT' | 'PENDING_REVIEW' | 'ACTIVE' | 'SOLD' | 'EXPIRED' | 'WITHDRAWN' | 'REJECTED' | 'CHANGES_REQUESTED' | 'REMOVED';
        limit?: number;
        cursor?: string;
    }): Promise<Listings>;
    /** What would change in a live listing whose seller changed it */
    getRevision(input: {
        listingId: Uuid;
    }): Promise<ListingRevision>;
    /** Put a listing on the market */
    approveListing(input: {
        listingId: Uuid;
    }): Promise<Listing>;
    /** Refuse a listing */
    rejectListing(input: {
        listingId: Uuid;
        body: ReviewReason;
    }): Promise<Listing>;
    /** Ask the seller for changes */
    requestChanges(input: {
        listingId: Uuid;
        body: ReviewReason;
    }): Promise<Listing>;
    /** Take a listing off the market */
    removeListing(input: {
        listingId: Uuid;
        body: ReviewReason;
    }): Promise<Listing>;
    /** Put a removed listing back */
    restoreListing(input: {
        listingId: Uuid;
    }): Promise<Listing>;
    /** What draws most attention of late */
    listTrending(input?: {
        category?: string;
        city?: string;
        limit?: number;
    }): Promise<Listings>;
    /** See the seller's phone */
    revealContact(input: {
        listingId: Uuid;
    }): Promise<Contact>;
    /** Listings like this one */
    listSimilar(input: {
        listingId: Uuid;
        limit?: number;
    }): Promise<Listings>;
    /** Searches that begin like this and find something */
    suggestSearches(input: {
        q: string;
        limit?: number;
    }): Promise<Suggestions>;
    /** Tell what was seen and clicked of a promoted listing */
    recordListingEvents(input: {
        listingId: Uuid;
        body: ListingEvents;
    }): Promise<AcceptedEvents>;
    /** Whether a listing of mine renews itself */
    getAutoRenewal(input: {
        listingId: Uuid;
    }): Promise<AutoRenewal>;
    /** Let a listing of mine renew itself, or not */
    setAutoRenewal(input: {
        listingId: Uuid;
        body: SetAutoRenewalRequest;
    }): Promise<AutoRenewal>;
    /** Numbers of a listing of mine */
    getListingStatistics(input: {
        listingId: Uuid;
        from?: string;
        to?: string;
    }): Promise<ListingStatistics>;
    /** What marked places cost */
    listBoostPackages(): Promise<BoostPriceList>;
    /** What a package costs for a listing of mine */
    quoteBoost(input: {
        listingId: Uuid;
        packageId: BoostPackageId;
        startsAt?: Timestamp;
    }): Promise<BoostQuote>;
    /** Another price list of marked places */
    setBoostPackages(input: {
        ifMatch?: string;
        body: SetBoostPackagesRequest;
    }): Promise<BoostPriceList>;
    /** Give a listing a marked place */
    boostListing(input: {
        listingId: Uuid;
        idempotencyKey?: string;
        body: BoostListingRequest;
    }): Promise<Boost>;
    /** Take the marked places of a listing */
    endBoosts(input: {
        listingId: Uuid;
    }): Promise<void>;
    /** Boosts, last made first */
    listBoosts(input?: {
        status?: 'SCHEDULED' | 'RUNNING' | 'ENDED' | 'CANCELLED';
        listingId?: Uuid;
        limit?: number;
        cursor?: string;
    }): Promise<Boosts>;
    /** What a boost brought */
    getBoostMetrics(input: {
        boostId: Uuid;
        from?: string;
        to?: string;
    }): Promise<BoostMetrics>;
    /** My chats */
    listChats(input?: {
        limit?: number;
        cursor?: string;
    }): Promise<Rooms>;
    /** Open a chat with a seller */
    openChat(input: {
        idempotencyKey?: string;
        body: OpenRoomRequest;
    }): Promise<Room>;
    /** One of my chats */
    getChat(input: {
        chatId: Uuid;
    }): Promise<Room>;
    /** Mute a chat */
    muteChat(input: {
        chatId: Uuid;
    }): Promise<void>;
    /** Hear a chat again */
    unmuteChat(input: {
        chatId: Uuid;
    }): Promise<void>;
    /** Messages of a chat */
    listMessages(input: {
        chatId: Uuid;
        before?: number;
        after?: number;
        limit?: number;
    }): Promise<Messages>;
    /** Send a message */
    sendMessage(input: {
        chatId: Uuid;
        body: SendMessageRequest;
    }): Promise<Message>;
    /** Change what I wrote */
    editMessage(input: {
        chatId: Uuid;
        messageId: Uuid;
        body: EditMessageRequest;
    }): Promise<Message>;
    /** Delete what I wrote, for everyone */
    deleteMessage(input: {
        chatId: Uuid;
        messageId: Uuid;
    }): Promise<void>;
    /** What I missed in a chat */
    listChanges(input: {
        chatId: Uuid;
        since?: number;
        limit?: number;
    }): Promise<Changes>;
    /** Say how far I have read */
    markRead(input: {
        chatId: Uuid;
        body: MarkReadRequest;
    }): Promise<Receipt>;
    /** Say how far I have received */
    markDelivered(input: {
        chatId: Uuid;
        body: MarkDeliveredRequest;
    }): Promise<Receipt>;
    /** Say that I am typing */
    notifyTyping(input: {
        chatId: Uuid;
    }): Promise<void>;
    /** Search what was said in my chats */
    searchMessages(input: {
        q: string;
        limit?: number;
        cursor?: string;
    }): Promise<FoundMessages>;
    /** The picture of a reported message */
    getReportedImage(input: {
        messageId: Uuid;
    }): Promise<MessageImage>;
    /** Whether others see when I am online */
    getPresenceSettings(): Promise<PresenceSettings>;
    /** Show or hide when I am online */
    changePresenceSettings(input: {
        body: ChangePresenceSettingsRequest;
    }): Promise<PresenceSettings>;
    /** Block a user */
    blockUser(input: {
        userId: Uuid;
    }): Promise<void>;
    /** Take a block back */
    unblockUser(input: {
        userId: Uuid;
    }): Promise<void>;
    /** Report something */
    createReport(input: {
        idempotencyKey?: string;
        body: CreateReportRequest;
    }): Promise<Report>;
    /** My reports, newest first */
    listMyReports(input?: {
        limit?: number;
        cursor?: string;
    }): Promise<Reports>;
    /** Cases to work on */
    listCases(input?: {
        queue?: 'LISTING' | 'USER' | 'MESSAGE' | 'THREAD' | 'COMMENT' | 'REVIEW';
        status?: 'OPEN' | 'CLAIMED' | 'CLOSED';
        sort?: 'score' | 'deadline';
        limit?: number;
        cursor?: string;
    }): Promise<Cases>;
    /** One case */
    getCase(input: {
        caseId: Uuid;
    }): Promise<Case>;
    /** Take a case for a while */
    claimCase(input: {
        caseId: Uuid;
    }): Promise<Case>;
    /** Give a claimed case back */
    releaseCase(input: {
        caseId: Uuid;
    }): Promise<Case>;
    /** Decide a case and close it */
    decideCase(input: {
        caseId: Uuid;
        body: DecideCaseRequest;
    }): Promise<Case>;
    /** Take back a decision that its owner is not told of */
    liftDecision(input: {
        decisionId: Uuid;
        body: LiftDecisionRequest;
    }): Promise<Case>;
    /** Decide several cases alike */
    decideCases(input: {
        body: DecideCasesRequest;
    }): Promise<CaseOutcomes>;
    /** What there is about somebody, and from them, in numbers */
    getUserRecord(input: {
        userId: Uuid;
    }): Promise<UserRecord>;
    /** What was complained of and decided in a month */
    getTransparency(input: {
        month: string;
    }): Promise<Transparency>;
    /** The same as CSV */
    getTransparencyCsv(input: {
        month: string;
    }): Promise<Blob>;
    /** What the service outside has yet to be told */
    listHookDeliveries(input?: {
        state?: 'WAITING' | 'DEAD';
        limit?: number;
        cursor?: string;
    }): Promise<HookDeliveries>;
    /** Try one anew that was given up */
    retryHookDelivery(input: {
        deliveryId: Uuid;
    }): Promise<HookDelivery>;
    /** What waits, and what happened day by day */
    getOverview(input?: {
        from?: string;
        to?: string;
    }): Promise<Overview>;
    /** What staff did, newest first */
    listAudit(input?: {
        actor?: Uuid;
        target?: Uuid;
        from?: Timestamp;
        to?: Timestamp;
        limit?: number;
        cursor?: string;
    }): Promise<Audit>;
    /** My strikes, and what I am kept from */
    getMyStanding(): Promise<Standing>;
    /** Somebody's strikes, and what they are kept from */
    getStanding(input: {
        userId: Uuid;
    }): Promise<Standing>;
    /** What decisions weigh, and what follows */
    getStrikePolicy(): Promise<StrikePolicy>;
    /** Another policy of strikes */
    setStrikePolicy(input: {
        ifMatch?: string;
        body: SetStrikePolicyRequest;
    }): Promise<StrikePolicy>;
    /** What was decided against me, and why */
    listMyDecisions(input?: {
        limit?: number;
        cursor?: string;
    }): Promise<StatementsOfReasons>;
    /** Ask for a second opinion on a decision */
    appealDecision(input: {
        idempotencyKey?: string;
        body: AppealDecisionRequest;
    }): Promise<Appeal>;
    /** Appeals, longest waiting first */
    listAppeals(input?: {
        status?: 'PENDING' | 'UPHELD' | 'OVERTURNED';
        limit?: number;
        cursor?: string;
    }): Promise<Appeals>;
    /** Write down the appeal of somebody who can't sign in */
    recordAppeal(input: {
        decisionId: Uuid;
        idempotencyKey?: string;
        body: RecordAppealRequest;
    }): Promise<Appeal>;
    /** Decide an appeal */
    decideAppeal(input: {
        appealId: Uuid;
        body: DecideAppealRequest;
    }): Promise<Appeal>;
    /** All boards */
    listBoards(): Promise<Boards>;
    /** Threads, page by page */
    listThreads(input?: {
        board?: Uuid;
        sort?: 'hot' | 'new' | 'top' | 'active';
        window?: 'day' | 'week' | 'month' | 'all';
        q?: string;
        tag?: string;
        limit?: number;
        cursor?: string;
    }): Promise<Threads>;
    /** Open a thread */
    createThread(input: {
        idempotencyKey?: string;
        body: CreateThreadRequest;
    }): Promise<Thread>;
    /** Threads that mine may repeat */
    findSimilarThreads(input: {
        title: string;
        board?: Uuid;
        limit?: number;
    }): Promise<SimilarThreads>;
    /** Comments with these words, latest first */
    searchComments(input: {
        q: string;
        board?: Uuid;
        thread?: Uuid;
        limit?: number;
        cursor?: string;
    }): Promise<FoundComments>;
    /** One thread */
    getThread(input: {
        threadId: Uuid;
    }): Promise<Thread>;
    /** Change a thread of mine */
    updateThread(input: {
        threadId: Uuid;
        ifMatch?: string;
        body: UpdateThreadRequest;
    }): Promise<Thread>;
    /** Delete a thread */
    deleteThread(input: {
        threadId: Uuid;
    }): Promise<void>;
    /** Like a thread */
    likeThread(input: {
        threadId: Uuid;
    }): Promise<LikeReply>;
    /** Like a thread no more */
    unlikeThread(input: {
        threadId: Uuid;
    }): Promise<LikeReply>;
    /** One level of a thread's comments */
    listComments(input: {
        threadId: Uuid;
        parentId?: Uuid;
        replies?: number;
        limit?: number;
        cursor?: string;
    }): Promise<Comments>;
    /** Comment a thread, or answer a comment */
    createComment(input: {
        threadId: Uuid;
        idempotencyKey?: string;
        body: CreateCommentRequest;
    }): Promise<Comment>;
    /** Change a comment of mine */
    updateComment(input: {
        commentId: Uuid;
        ifMatch?: string;
        body: UpdateCommentRequest;
    }): Promise<Comment>;
    /** Delete a comment */
    deleteComment(input: {
        commentId: Uuid;
    }): Promise<void>;
    /** Like a comment */
    likeComment(input: {
        commentId: Uuid;
    }): Promise<LikeReply>;
    /** Like a comment no more */
    unlikeComment(input: {
        commentId: Uuid;
    }): Promise<LikeReply>;
    /** Hear of new comments */
    watchThread(input: {
        threadId: Uuid;
        mode?: WatchMode;
    }): Promise<void>;
    /** Hear of new comments no more */
    unwatchThread(input: {
        threadId: Uuid;
    }): Promise<void>;
    /** What a thread said before */
    getThreadHistory(input: {
        threadId: Uuid;
    }): Promise<ThreadHistory>;
    /** How a version of a thread differs from the one before */
    getThreadChanges(input: {
        threadId: Uuid;
        version: number;
    }): Promise<TextChanges>;
    /** What happened to a thread, oldest first */
    listThreadEvents(input: {
        threadId: Uuid;
        limit?: number;
        cursor?: string;
    }): Promise<ThreadEvents>;
    /** What a comment said before */
    getCommentHistory(input: {
        commentId: Uuid;
    }): Promise<CommentHistory>;
    /** How a version of a comment differs from the one before */
    getCommentChanges(input: {
        commentId: Uuid;
        version: number;
    }): Promise<TextChanges>;
    /** A thread goes into another one */
    mergeThread(input: {
        threadId: Uuid;
        body: MergeThreadRequest;
    }): Promise<Thread>;
    /** What a deleted thread and its comments said goes for good */
    purgeThread(input: {
        threadId: Uuid;
    }): Promise<void>;
    /** What a deleted comment said goes for good */
    purgeComment(input: {
        commentId: Uuid;
    }): Promise<void>;
    /** Bring a deleted comment back */
    restoreComment(input: {
        commentId: Uuid;
    }): Promise<Comment>;
    /** Let an edit of a thread through that waits, or drop it */
    decideThreadEdit(input: {
        threadId: Uuid;
        body: DecideEditRequest;
    }): Promise<Thread>;
    /** Let an edit of a comment through that waits, or drop it */
    decideCommentEdit(input: {
        commentId: Uuid;
        body: DecideEditRequest;
    }): Promise<Comment>;
    /** Posts and edits that wait for staff, the longest waiting first */
    listHeldPosts(input?: {
        board?: Uuid;
        limit?: number;
        cursor?: string;
    }): Promise<HeldPosts>;
    /** What of mine waits for staff or was not let through, the last one first */
    listMyHeldPosts(input?: {
        limit?: number;
        cursor?: string;
    }): Promise<HeldPosts>;
    /** All boards */
    listAllBoards(): Promise<AllBoards>;
    /** Add a board */
    createBoard(input: {
        idempotencyKey?: string;
        body: CreateBoardRequest;
    }): Promise<Board>;
    /** Rename a board or put it elsewhere */
    updateBoard(input: {
        boardId: Uuid;
        ifMatch?: string;
        body: UpdateBoardRequest;
    }): Promise<Board>;
    /** Let no more threads into a board */
    retireBoard(input: {
        boardId: Uuid;
    }): Promise<Board>;
    /** Take a retired board back into use */
    reinstateBoard(input: {
        boardId: Uuid;
    }): Promise<Board>;
    /** Show a thread above the others of its board */
    pinThread(input: {
        threadId: Uuid;
        body: PinThreadRequest;
    }): Promise<Thread>;
    /** Let nobody comment a thread */
    lockThread(input: {
        threadId: Uuid;
        body: LockThreadRequest;
    }): Promise<Thread>;
    /** Move a thread to another board */
    moveThread(input: {
        threadId: Uuid;
        body: MoveThreadRequest;
    }): Promise<Thread>;
    /** Bring a deleted thread back */
    restoreThread(input: {
        threadId: Uuid;
    }): Promise<Thread>;
    /** How far I am trusted in the forum, and what that allows */
    getMyTrust(): Promise<MyTrust>;
    /** What each level of trust in the forum takes, and what it allows */
    getTrustPolicy(): Promise<TrustPolicy>;
    /** Another policy of trust */
    setTrustPolicy(input: {
        ifMatch?: string;
        body: SetTrustPolicyRequest;
    }): Promise<TrustPolicy>;
    /** What I should know, latest first */
    listNotifications(input?: {
        unread?: boolean;
        limit?: number;
        cursor?: string;
    }): Promise<Notifications>;
    /** Mark notifications as read */
    markNotificationsRead(input: {
        body: ReadNotificationsRequest;
    }): Promise<ReadNotifications>;
    /** How I want to be told */
    getNotificationPreferences(): Promise<NotificationPreferences>;
    /** Be told otherwise */
    setNotificationPreferences(input: {
        body: SetNotificationPreferencesRequest;
    }): Promise<NotificationPreferences>;
    /** Where notifications are pushed to, registered last first */
    listPushDevices(): Promise<PushDevices>;
    /** Have notifications pushed to this device */
    putPushDevice(input: {
        body: PutPushDeviceRequest;
    }): Promise<PushDevice>;
    /** Push nothing there any more */
    deletePushDevice(input: {
        deviceId: Uuid;
    }): Promise<void>;
    /** What kinds of push are offered, and the key that browsers subscribe with */
    getPushSettings(): Promise<PushSettings>;
    /** Stop the mails of notifications by the link of one */
    unsubscribeNotifications(input: {
        token: string;
    }): Promise<void>;
    /** Keep a thread for later */
    bookmarkThread(input: {
        threadId: Uuid;
    }): Promise<void>;
    /** Keep a thread no more */
    unbookmarkThread(input: {
        threadId: Uuid;
    }): Promise<void>;
    /** Threads that I keep, the last one first */
    listBookmarks(input?: {
        limit?: number;
        cursor?: string;
    }): Promise<Threads>;
    /** Where I stopped reading */
    getReadPosition(input: {
        threadId: Uuid;
    }): Promise<ReadPosition>;
    /** I read up to here */
    markThreadRead(input: {
        threadId: Uuid;
        body: MarkThreadReadRequest;
    }): Promise<ReadPosition>;
    /** What I have yet to post */
    listDrafts(): Promise<Drafts>;
    /** Save what I have yet to post */
    saveDraft(input: {
        draftId: Uuid;
        body: SaveDraftRequest;
    }): Promise<Draft>;
    /** Give up what I had yet to post */
    deleteDraft(input: {
        draftId: Uuid;
    }): Promise<void>;
    /** This comment answers its thread */
    acceptAnswer(input: {
        commentId: Uuid;
    }): Promise<void>;
    /** This comment does not answer its thread, after all */
    unacceptAnswer(input: {
        commentId: Uuid;
    }): Promise<void>;
}
