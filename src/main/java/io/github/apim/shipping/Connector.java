package io.github.apim.shipping;

import io.github.apim.deployment.Shipping.Destination;
import java.io.IOException;

/** Opens connections to machines. */
interface Connector {

    /** @throws ShippingException if the machine is not reached, is another one, or lets nobody in */
    Machine connect(Destination destination) throws IOException;
}
