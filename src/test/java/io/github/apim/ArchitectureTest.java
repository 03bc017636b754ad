package io.github.apim;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Locale;

/** Holds the layout: which package may see which, and what none of them does. */
@AnalyzeClasses(packages = "io.github.apim", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** From the goals down to what knows nothing of ours; a room may see those that stand behind it in this list. */
    private static final List<String> ROOMS = List.of(
            "maven",
            "report",
            "kubernetes",
            "companion",
            "database",
            "keys",
            "adoption",
            "shipping",
            "assembly",
            "family",
            "rules",
            "overlay",
            "topology",
            "descriptor",
            "vault",
            "deployment",
            "image",
            "manifest",
            "product",
            "archive",
            "edit");

    @ArchTest
    static void arrowsPointDown(JavaClasses classes) {
        for (int below = 1; below < ROOMS.size(); below++) {
            noClasses()
                    .that()
                    .resideInAPackage(inside(ROOMS.get(below)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(ROOMS.subList(0, below).stream()
                            .map(ArchitectureTest::inside)
                            .toArray(String[]::new))
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @ArchTest
    static final ArchRule everyClassHasARoom = classes()
            .should()
            .resideInAnyPackage(ROOMS.stream().map(ArchitectureTest::inside).toArray(String[]::new));

    private static String inside(String room) {
        return "io.github.apim." + room + "..";
    }

    @ArchTest
    static final ArchRule onlyTheGoalsSeeMaven = noClasses()
            .that()
            .resideOutsideOfPackage("..apim.maven..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.maven..", "org.eclipse.aether..", "javax.inject..");

    /** The library is large, and the other goals must start without it. */
    @ArchTest
    static final ArchRule onlyShippingSeesSsh = noClasses()
            .that()
            .resideOutsideOfPackage("..apim.shipping..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.sshd..");

    /** Large as well, and slow to load. */
    @ArchTest
    static final ArchRule onlyShippingAndKeysSeeBouncyCastle = noClasses()
            .that()
            .resideOutsideOfPackages("..apim.shipping..", "..apim.keys..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bouncycastle..");

    /** Of the manifests it needs the JSON alone. */
    @ArchTest
    static final ArchRule imagesKnowNoProduct = noClasses()
            .that()
            .resideInAPackage("..apim.image..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..apim.product..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.github.apim.manifest.Manifest");

    /** The library is large, and the other goals must start without it. */
    @ArchTest
    static final ArchRule onlyOneRoomSeesTheRegistryLibrary = noClasses()
            .that()
            .resideOutsideOfPackage("..apim.image.registry..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.google..", "com.fasterxml..", "org.apache.http..");

    @ArchTest
    static final ArchRule onlyADialectKnowsItsServer = noClasses()
            .that()
            .resideInAPackage("..apim.database..")
            .and()
            .haveSimpleNameNotStartingWith("MySql")
            .and()
            .doNotHaveSimpleName("Dialect")
            .and()
            .doNotHaveSimpleName("ServerRules")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameStartingWith("MySql");

    @ArchTest
    static final ArchRule editorsAndArchivesDoNotSeeEachOther =
            slices().matching("io.github.apim.(edit|archive)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.github.apim.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingPrints = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "setProperty", String.class, String.class);

    /** What no process is given, no list of processes shows. */
    @ArchTest
    static final ArchRule nothingStartsAProcess = noClasses()
            .should()
            .accessClassesThat()
            .belongToAnyOf(ProcessBuilder.class, Process.class)
            .orShould()
            .callMethodWhere(describe(
                    "Runtime.exec",
                    call -> call.getTarget().getOwner().isEquivalentTo(Runtime.class)
                            && call.getTarget().getName().equals("exec")));

    @ArchTest
    static final ArchRule nothingDependsOnTheDefaultLocaleOrCharset = noClasses()
            .should()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase")
            .orShould()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "getBytes")
            .orShould()
            .callMethod(Locale.class, "getDefault")
            .orShould()
            .callConstructor(String.class, byte[].class);

    @ArchTest
    static final ArchRule noStaticStateChanges = noFields()
            .that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .doNotHaveSimpleName("HelpMojo")
            .should()
            .notHaveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule editorsKnowNoProduct = classes()
            .that()
            .resideInAnyPackage("..apim.edit..", "..apim.archive..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "..apim.edit..",
                    "..apim.archive..",
                    "java..",
                    "javax.xml..",
                    "org.xml..",
                    "org.w3c..",
                    "org.apache.commons.compress..",
                    "org.tomlj..");

    /** The parser must not be loaded before a TOML file has been edited. */
    @ArchTest
    static final ArchRule onlyTheJudgeSeesTheTomlParser = noClasses()
            .that()
            .doNotHaveSimpleName("TomlJudge")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.tomlj..");
}
