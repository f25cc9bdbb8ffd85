package com.beachdo.identity.kyc;

/** What a person agrees to before they are sent to DigiLocker; a new text is a new version. */
final class ConsentText {
    static final String VERSION = "digilocker-1";

    static final String TEXT =
            "I agree that Beachdo asks DigiLocker for my e-Aadhaar to check that my account is mine. Beachdo compares the "
                    + "name with that of my account and sees whether I am 18, and then keeps only: that I am verified, until "
                    + "when, the last four digits of my Aadhaar number, how well the names match, whether I am 18, and which "
                    + "certificate signed the document. It does not keep my Aadhaar number, photo, address or the document. "
                    + "I can take this back at any time; everything that was kept is then deleted. I can buy without it.";

    private ConsentText() {}
}
