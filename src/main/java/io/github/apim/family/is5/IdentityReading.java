package io.github.apim.family.is5;

import io.github.apim.family.carbon.KeyManagerBundles;
import io.github.apim.family.spi.HomeReading;
import io.github.apim.family.spi.Sign;
import io.github.apim.family.spi.Signs;
import io.github.apim.product.Facts;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.rules.HomeReader;
import io.github.apim.rules.HomeReader.Seen;

/** Where an identity server says that it is, and whether it can manage keys. */
final class IdentityReading implements HomeReading {

    @Override
    public void read(HomeReader home, Facts facts, Signs signs) {
        FilePlace url = facts.places().get(Place.IDENTITY).below("SSOService/IdentityProviderURL");
        signs.add(Sign.IDENTITY_PROVIDER_URL, home, url.file(), url.path());
        if (KeyManagerBundles.areAmong(home.files().under(KeyManagerBundles.FOLDER))) {
            signs.add(Sign.KEY_MANAGER_BUNDLES, new Seen("true", KeyManagerBundles.FOLDER, 1));
        }
    }
}
