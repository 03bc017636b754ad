package io.github.apim.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A browser without a window, that speaks to no network. */
public final class Chromium {

    private final Path folder;

    /** @param folder for its profile and its output */
    public Chromium(Path folder) {
        this.folder = folder;
    }

    /** A picture of a page in a window of this size. */
    public void screenshot(Path page, int width, int height, boolean dark, Path picture)
            throws IOException, InterruptedException {
        Files.createDirectories(picture.getParent());
        Files.deleteIfExists(picture);
        // Chromium's names of the schemes: 0 is dark, 1 is light.
        run(
                "--window-size=" + width + "," + height,
                "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1),
                "--screenshot=" + picture,
                page.toUri().toString());
    }

    /** A page as it is printed. */
    public void print(Path page, Path pdf) throws IOException, InterruptedException {
        Files.createDirectories(pdf.getParent());
        Files.deleteIfExists(pdf);
        run("--no-pdf-header-footer", "--print-to-pdf=" + pdf, page.toUri().toString());
    }

    /** A page's markup after its scripts have run. */
    public String dump(Path page) throws IOException, InterruptedException {
        return run(
                "--window-size=1600,1200",
                "--virtual-time-budget=20000",
                "--dump-dom",
                page.toUri().toString());
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory(folder, "chromium");
        List<String> command = new ArrayList<>(List.of(
                Need.CHROMIUM.path().toString(),
                "--headless",
                // Tests may run as root, where the sandbox does not; the pages are our own.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                // As on a telephone, where they take no room.
                "--hide-scrollbars",
                "--no-first-run",
                "--user-data-dir=" + profile));
        command.addAll(List.of(arguments));
        Command.Result result = new Command(folder, Duration.ofMinutes(2)).run(command);
        if (result.code() != 0) {
            throw new AssertionError(command + " ended with " + result.code() + ": " + result.err());
        }
        return result.out();
    }
}
