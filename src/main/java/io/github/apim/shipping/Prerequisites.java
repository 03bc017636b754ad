package io.github.apim.shipping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What must be there before a machine takes a node: its {@code check.sh}, which changes nothing. */
final class Prerequisites {

    private final Path folder;

    /** @param folder holds a folder for each machine, named after it; need not be there */
    Prerequisites(Path folder) {
        this.folder = folder;
    }

    /** The check of a machine, if there is one. */
    Optional<Path> check(String machine) {
        return Optional.of(folder.resolve(machine).resolve("check.sh")).filter(Files::isRegularFile);
    }

    /** Runs the check there. */
    void require(Path check, Machine machine) throws IOException {
        try {
            machine.run(Files.readString(check), List.of());
        } catch (RemoteException missing) {
            throw new ShippingException(check + " says: " + missing.getMessage());
        }
    }
}
