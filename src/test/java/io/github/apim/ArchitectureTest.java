package io.github.apim;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Locale;

/** Holds the layout: which package may see which, and what none of them does. */
@AnalyzeClasses(packages = "io.github.apim", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule arrowsPointDown = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("maven")
            .definedBy("..apim.maven..")
            .layer("assembly")
            .definedBy("..apim.assembly..")
            .optionalLayer("companion")
            .definedBy("..apim.companion..")
            .layer("database")
            .definedBy("..apim.database..")
            .optionalLayer("report")
            .definedBy("..apim.report..")
            .optionalLayer("shipping")
            .definedBy("..apim.shipping..")
            .layer("manifest")
            .definedBy("..apim.manifest..")
            .layer("overlay")
            .definedBy("..apim.overlay..")
            .layer("deployment")
            .definedBy("..apim.deployment..")
            .layer("product")
            .definedBy("..apim.product..")
            .layer("edit")
            .definedBy("..apim.edit..")
            .layer("archive")
            .definedBy("..apim.archive..")
            .whereLayer("maven")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("assembly")
            .mayOnlyBeAccessedByLayers("maven")
            .whereLayer("companion")
            .mayOnlyBeAccessedByLayers("maven", "report")
            .whereLayer("database")
            .mayOnlyBeAccessedByLayers("maven", "companion")
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("maven")
            .whereLayer("shipping")
            .mayOnlyBeAccessedByLayers("maven", "companion")
            .whereLayer("manifest")
            .mayOnlyBeAccessedByLayers("maven", "assembly", "companion", "report", "shipping")
            .whereLayer("overlay")
            .mayOnlyBeAccessedByLayers("maven", "assembly", "companion", "database", "report", "shipping")
            .whereLayer("deployment")
            .mayOnlyBeAccessedByLayers("maven", "assembly", "companion", "database", "report", "shipping", "overlay")
            .whereLayer("product")
            .mayOnlyBeAccessedByLayers(
                    "maven",
                    "assembly",
                    "companion",
                    "database",
                    "report",
                    "shipping",
                    "manifest",
                    "overlay",
                    "deployment");

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
            .resideInAnyPackage("org.apache.sshd..", "org.bouncycastle..");

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
    static final ArchRule editorsAndArchivesStandAlone = noClasses()
            .that()
            .resideInAnyPackage("..apim.edit..", "..apim.archive..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..apim.maven..",
                    "..apim.assembly..",
                    "..apim.companion..",
                    "..apim.database..",
                    "..apim.report..",
                    "..apim.shipping..",
                    "..apim.manifest..",
                    "..apim.overlay..",
                    "..apim.deployment..",
                    "..apim.product..");

    @ArchTest
    static final ArchRule editorsAndArchivesDoNotSeeEachOther =
            slices().matching("io.github.apim.(edit|archive)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.github.apim.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingPrints = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "setProperty", String.class, String.class);

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
                    "org.apache.commons.compress..");
}
