package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.edit.XmlNode.Comment;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.RealPacks;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The switches of one line that the real configuration files ship commented out. */
@Needs(Need.REAL_PACKS)
class RealSwitchesTest {

    @Test
    void eachOfTheServerBecomesLiveOnItsOwnLineAndNothingElseChanges() {
        assertThat(flip("carbon.xml"))
                .containsKeys(
                        "/Server/HostName",
                        "/Server/MgtHostName",
                        "/Server/IndexPageURL",
                        "/Server/EnableEmailUserName",
                        "/Server/Ports/JNDIProviderPort",
                        "/Server/Axis2Config/HttpAdminServices")
                .hasSize(15);
    }

    @Test
    void eachOfTheApiManagerBecomesLiveOnItsOwnLineAndNothingElseChanges() {
        assertThat(flip("api-manager.xml"))
                .containsKeys(
                        "/APIManager/APIConsumerAuthentication/EnableTokenGeneration",
                        "/APIManager/APIConsumerAuthentication/ClaimsRetrieverImplClass",
                        "/APIManager/APIKeyValidator/ThriftServerHost",
                        "/APIManager/APIStore/GroupingExtractor",
                        "/APIManager/APIPublisher/EnableAPIDocVisibilityLevels")
                .hasSize(15);
    }

    @Test
    void loggingInByMailIsFoundInItsLargerSample() {
        var before = RealPacks.read(RealPacks.API_MANAGER, "api-manager.xml");
        var path = "/APIManager/LoginConfig/EmailLogin/@primary";
        var after = FileEditor.set("api-manager.xml", before, path, "true");

        assertThat(XmlFile.parse("api-manager.xml", after).text(path)).isEqualTo("true");
        assertThat(Diffs.changedLines(before, after)).hasSize(3);
    }

    /** Sets each that is found, by its path to the lines that changed. */
    private static Map<String, Integer> flip(String file) {
        var before = RealPacks.read(RealPacks.API_MANAGER, file);
        var document = XmlDocument.of(file, StandardCharsets.UTF_8, new String(before, StandardCharsets.UTF_8));
        var flipped = new LinkedHashMap<String, Integer>();
        for (var element : document.elements()) {
            for (var node : document.children(element.index())) {
                var sample = node instanceof Comment comment && !Lines.several(document.source(comment))
                        ? XmlSamples.read(document, comment)
                        : Optional.<XmlDocument>empty();
                if (sample.isPresent()) {
                    var path = address(document, element) + "/"
                            + sample.get().element(0).name();
                    if (XmlFile.parse(file, before).has(path)) {
                        assertThat(path).isEqualTo("/Server/JNDI/DefaultInitialContextFactory");
                        continue;
                    }
                    var after = FileEditor.set(file, before, path, "flipped & on");
                    var read = XmlFile.parse(file, after);
                    assertThat(read.text(path)).as(path).isEqualTo("flipped & on");
                    assertThat(Diffs.changedLines(before, after)).as(path).containsExactly(document.line(node));
                    assertThat(read.count("//*"))
                            .as(path)
                            .isEqualTo(document.elements().size() + 1);
                    flipped.put(path, document.line(node));
                }
            }
        }
        return flipped;
    }

    private static String address(XmlDocument document, XmlNode.Element element) {
        var above = element.parent() == XmlNode.DOCUMENT ? "" : address(document, document.element(element.parent()));
        return above + "/" + XmlNode.localName(element.name());
    }
}
