package io.github.apim.product;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is what in a home, said kind by kind; there are no paths of a kind that is not said. Paths are regular expressions;
 * those that are said later are added to those before, so that a later kernel only says what is new.
 */
final class HomeFactsBuilder {

    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private final List<String> configuration;
    private final List<String> leftFiles = new ArrayList<>();
    private final List<String> leftPaths = new ArrayList<>();
    private String shippedEmpty = "";
    private final List<String> written = new ArrayList<>();
    private final List<String> published = new ArrayList<>();
    private final List<String> vital = new ArrayList<>();
    private final List<String> deployed = new ArrayList<>();

    private HomeFactsBuilder(List<String> configuration) {
        this.configuration = new ArrayList<>(configuration);
    }

    static HomeFactsBuilder of(String... configuration) {
        return new HomeFactsBuilder(List.of(configuration));
    }

    /** All that is known of another one, to begin with. */
    static HomeFactsBuilder of(HomeFacts other) {
        return new HomeFactsBuilder(other.configuration())
                .leftFiles(other.leftFiles().pattern())
                .leftPaths(other.leftPaths().pattern())
                .shippedEmpty(other.shippedEmpty())
                .written(other.written().pattern())
                .published(other.published().pattern())
                .vital(other.vital().pattern())
                .deployed(other.deployed().pattern());
    }

    HomeFactsBuilder configuration(String... folders) {
        configuration.addAll(List.of(folders));
        return this;
    }

    HomeFactsBuilder leftFiles(String paths) {
        leftFiles.add(paths);
        return this;
    }

    HomeFactsBuilder leftPaths(String paths) {
        leftPaths.add(paths);
        return this;
    }

    HomeFactsBuilder shippedEmpty(String file) {
        shippedEmpty = file;
        return this;
    }

    HomeFactsBuilder written(String paths) {
        written.add(paths);
        return this;
    }

    HomeFactsBuilder published(String paths) {
        published.add(paths);
        return this;
    }

    HomeFactsBuilder vital(String paths) {
        vital.add(paths);
        return this;
    }

    HomeFactsBuilder deployed(String paths) {
        deployed.add(paths);
        return this;
    }

    HomeFacts build() {
        return new HomeFacts(
                configuration,
                either(leftFiles),
                either(leftPaths),
                shippedEmpty,
                either(written),
                either(published),
                either(vital),
                either(deployed));
    }

    private static Pattern either(List<String> paths) {
        return paths.isEmpty() ? NOTHING : Pattern.compile(String.join("|", paths), Pattern.DOTALL);
    }
}
