package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.companion.CompanionContext;
import io.github.apim.report.DeploymentPage;
import io.github.apim.report.Samples;
import io.github.apim.testing.Chromium;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.Project;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser, on a screen, on a telephone and on paper; its pictures stay in target/screenshots. */
@Needs(Need.CHROMIUM)
class DeploymentPageIT {

    private static final Path PICTURES = Project.target("screenshots");

    /** How much of the page the pictures show: all of the drawing, and of the tables some. */
    private static final Map<Integer, Integer> HEIGHTS = Map.of(390, 8000, 1280, 3000);

    @TempDir
    Path folder;

    private Chromium chromium;

    @BeforeEach
    void browser() {
        chromium = new Chromium(folder);
    }

    private String html(int nodes) throws IOException {
        return html(nodes == 10 ? Samples.ten(folder) : Samples.sixty(folder));
    }

    private static String html(CompanionContext context) throws IOException {
        return DeploymentPage.html(context, Samples.built(context), Samples.warnings());
    }

    private Path page(int nodes) throws IOException {
        return Files.writeString(Files.createDirectories(PICTURES).resolve(nodes + "-nodes.html"), html(nodes));
    }

    @ParameterizedTest
    @CsvSource({"10,320", "10,390", "10,820", "10,1100", "10,1280", "60,390", "60,820", "60,1280"})
    void noLabelsOverlapAndNothingIsCutOff(int nodes, int width) throws Exception {
        List<String> said = measured(html(nodes), width);

        assertThat(said).filteredOn(line -> line.startsWith("PROBLEM")).isEmpty();
        assertThat(said).contains("viewport " + width, "pictures 1");
        assertThat(number(said, "marks")).isGreaterThan(nodes * 4);
        assertThat(number(said, "cells")).isGreaterThan(nodes * 20);
        assertThat(number(said, "smallest")).isGreaterThanOrEqualTo(width < 360 ? 8 : 10);
    }

    /** What has parts that the two above lack: traffic managers and web sockets, two load balancers, several clusters of gateways. */
    @ParameterizedTest
    @CsvSource({
        "traffic-managers,390",
        "traffic-managers,1280",
        "load-balancers,390",
        "load-balancers,1280",
        "gateway-environments,390",
        "gateway-environments,1280",
        "stand-by,1280",
        "paths,1280",
        "all-in-one-balanced,390",
        "all-in-one-balanced,1280"
    })
    void inOtherShapesNothingOverlapsOrIsCutOff(String pattern, int width) throws Exception {
        CompanionContext context = Samples.pattern(folder, pattern);
        Path page = Files.writeString(Files.createDirectories(PICTURES).resolve(pattern + ".html"), html(context));

        List<String> said = measured(Files.readString(page), width);
        chromium.screenshot(page, width, HEIGHTS.get(width), false, PICTURES.resolve(pattern + "-" + width + ".png"));

        assertThat(said).filteredOn(line -> line.startsWith("PROBLEM")).isEmpty();
        assertThat(said).contains("viewport " + width, "pictures 1");
        assertThat(number(said, "marks"))
                .isGreaterThan(context.deployment().nodes().size() * 4);
    }

    /** The check itself sees what it is there for. */
    @ParameterizedTest
    @ValueSource(strings = {".t-item { font-size: 30px; }", "td { min-width: 900px !important; }"})
    void aPageThatIsTooNarrowForItsTextIsFoundOut(String style) throws Exception {
        List<String> said = measured(html(10).replace("</style>", style + "</style>"), 390);

        assertThat(said).filteredOn(line -> line.startsWith("PROBLEM")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10,1280,false", "10,1280,true", "10,390,false", "10,390,true",
        "60,1280,false", "60,1280,true", "60,390,false", "60,390,true"
    })
    void itIsDrawnInLightAndInDark(int nodes, int width, boolean dark) throws Exception {
        Path picture = PICTURES.resolve(nodes + "-nodes-" + width + (dark ? "-dark" : "-light") + ".png");

        chromium.screenshot(page(nodes), width, HEIGHTS.get(width), dark, picture);

        BufferedImage image = ImageIO.read(picture.toFile());
        assertThat(image.getWidth()).isEqualTo(width);
        int corner = image.getRGB(1, 1) & 0xFF;
        assertThat(corner).as("the page's own colour").matches(blue -> dark ? blue < 0x40 : blue > 0xC0);
        assertThat(image.getRGB(0, 0, width, image.getHeight(), null, 0, width))
                .satisfies(pixels -> assertThat(Arrays.stream(pixels).distinct().count())
                        .as("colours")
                        .isGreaterThan(50));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 60})
    void itIsPrinted(int nodes) throws Exception {
        Path pdf = PICTURES.resolve(nodes + "-nodes.pdf");

        chromium.print(page(nodes), pdf);

        String text = Files.readString(pdf, StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith("%PDF-");
        Matcher pages = Pattern.compile("/Type\\s*/Page\\b(?!s)").matcher(text);
        assertThat(pages.results().count()).isBetween(3L, nodes == 10 ? 12L : 45L);
    }

    /** What measure.html finds in a window of this width. */
    private List<String> measured(String html, int width) throws Exception {
        String measure;
        try (InputStream in = DeploymentPageIT.class.getResourceAsStream("measure.html")) {
            measure = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Path page = Files.writeString(
                folder.resolve("measure.html"),
                measure.replace("WIDTH", Integer.toString(width))
                        .replace("PAGE", Base64.getEncoder().encodeToString(html.getBytes(StandardCharsets.UTF_8))));
        Matcher result = Pattern.compile("<pre id=\"result\">(.*?)</pre>", Pattern.DOTALL)
                .matcher(chromium.dump(page));
        assertThat(result.find()).isTrue();
        return result.group(1).lines().toList();
    }

    private static int number(List<String> said, String name) {
        return said.stream()
                .filter(line -> line.startsWith(name + " "))
                .mapToInt(line -> Integer.parseInt(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }
}
