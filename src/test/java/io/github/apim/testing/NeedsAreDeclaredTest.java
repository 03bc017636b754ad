package io.github.apim.testing;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.annotation.Annotation;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.annotation.Testable;

/** Holds all tests to asking by {@link Needs}, for all that they can come to and before they begin. */
@TestInstance(Lifecycle.PER_CLASS)
class NeedsAreDeclaredTest {

    private static final List<Class<? extends Annotation>> AROUND =
            List.of(BeforeAll.class, BeforeEach.class, AfterEach.class, AfterAll.class);

    private final JavaClasses tests = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("io.github.apim");

    @Test
    void noTestDecidesWhileItRunsThatItCannotRun() {
        noClasses()
                .should()
                .callMethodWhere(target(owner(nameStartingWith("org.junit.jupiter.api.Assumptions")))
                        .or(target(owner(nameStartingWith("org.assertj.core.api.Assumptions"))))
                        .or(target(nameStartingWith("assumeThat"))))
                .because("an assumption is taken for the failure that an assertion waits for,"
                        + " and what @BeforeEach has not made is closed by @AfterEach")
                .check(tests);
    }

    @Test
    void everyTestDeclaresWhatItAndItsHelpersReach() {
        Set<String> undeclared = new TreeSet<>();
        for (JavaClass test : tests) {
            List<JavaMethod> methods = test.getAllMethods().stream()
                    .filter(method -> method.isMetaAnnotatedWith(Testable.class))
                    .toList();
            if (methods.isEmpty()
                    || test.isEquivalentTo(NeedsTest.class)
                    || test.getModifiers().contains(JavaModifier.ABSTRACT)) {
                continue;
            }
            Set<Need> ofClass = declared(test);
            missing(reached(around(test)), ofClass)
                    .forEach(need -> undeclared.add("@Needs(" + need + ") " + test.getName()));
            for (JavaMethod method : methods) {
                Set<Need> declared = declared(method);
                declared.addAll(ofClass);
                missing(reached(Stream.concat(Stream.of(method), arguments(test, method))), declared)
                        .forEach(need -> undeclared.add("@Needs(" + need + ") " + method.getFullName()));
                if (takesWhatNeeds(method) && !isLookedAt(test) && !isLookedAt(method)) {
                    undeclared.add("@Needs for the arguments of " + method.getFullName());
                }
            }
        }
        assertThat(undeclared).isEmpty();
    }

    private static Set<Need> missing(Set<Need> reached, Set<Need> declared) {
        Set<Need> missing = EnumSet.copyOf(reached);
        missing.removeAll(declared);
        return missing;
    }

    /** What runs with every test of a class. */
    private static Stream<JavaCodeUnit> around(JavaClass test) {
        Stream<JavaCodeUnit> methods = test.getAllMethods().stream()
                .filter(method -> AROUND.stream().anyMatch(method::isAnnotatedWith))
                .map(method -> method);
        Stream<JavaCodeUnit> making = Stream.concat(Stream.of(test), test.getAllRawSuperclasses().stream())
                .flatMap(each -> Stream.concat(each.getConstructors().stream(), each.getStaticInitializer().stream()));
        return Stream.concat(methods, making);
    }

    /** What makes the arguments of a test, unless these say themselves what they need. */
    private static Stream<JavaCodeUnit> arguments(JavaClass test, JavaMethod method) {
        if (takesWhatNeeds(method)) {
            return Stream.empty();
        }
        Optional<MethodSource> source = method.tryGetAnnotationOfType(MethodSource.class);
        return source.stream()
                .flatMap(
                        named -> named.value().length == 0 ? Stream.of(method.getName()) : Arrays.stream(named.value()))
                .flatMap(name -> test.getAllMethods().stream()
                        .filter(made -> made.getName().equals(name)));
    }

    private static boolean takesWhatNeeds(JavaMethod method) {
        return method.getRawParameterTypes().stream()
                .anyMatch(type -> type.isAssignableTo(Needing.class) || type.isEquivalentTo(Need.class));
    }

    private static boolean isLookedAt(CanBeAnnotated annotated) {
        return annotated.isAnnotatedWith(Needs.class);
    }

    private static Set<Need> declared(CanBeAnnotated annotated) {
        Set<Need> needs = EnumSet.noneOf(Need.class);
        Optional<Needs> annotation = annotated instanceof JavaClass type
                ? type.tryGetAnnotationOfType(Needs.class)
                : ((JavaMember) annotated).tryGetAnnotationOfType(Needs.class);
        annotation.ifPresent(found -> needs.addAll(Arrays.asList(found.value())));
        if (annotated instanceof JavaClass type) {
            type.getEnclosingClass().ifPresent(outer -> needs.addAll(declared(outer)));
        }
        return needs;
    }

    /** Follows calls as far as they are certain: not through interfaces, nor into what an enum's constants do. */
    private Set<Need> reached(Stream<? extends JavaCodeUnit> start) {
        Set<Need> needs = EnumSet.noneOf(Need.class);
        Deque<JavaCodeUnit> left = start.collect(Collectors.toCollection(ArrayDeque::new));
        Set<JavaCodeUnit> seen = new HashSet<>(left);
        while (!left.isEmpty()) {
            for (JavaAccess<?> access : left.remove().getAccessesFromSelf()) {
                if (access instanceof JavaFieldAccess field) {
                    field.getTarget().resolveMember().ifPresent(constant -> needs.addAll(needsOf(constant)));
                } else {
                    access.getTarget()
                            .resolveMember()
                            .filter(JavaCodeUnit.class::isInstance)
                            .map(JavaCodeUnit.class::cast)
                            .filter(unit -> tests.contain(unit.getOwner().getName()))
                            .filter(unit -> !unit.getOwner().isEquivalentTo(Need.class))
                            .filter(seen::add)
                            .ifPresent(left::add);
                }
            }
        }
        return needs;
    }

    /** Those of a constant that is a need, or an argument that has some. */
    private static Set<Need> needsOf(JavaField constant) {
        if (!constant.getModifiers().contains(JavaModifier.ENUM)) {
            return Set.of();
        }
        Object value = Arrays.stream(constant.getOwner().reflect().getEnumConstants())
                .filter(each -> ((Enum<?>) each).name().equals(constant.getName()))
                .findFirst()
                .orElseThrow();
        if (value instanceof Need need) {
            return Set.of(need);
        }
        return value instanceof Needing needing ? needing.needs() : Set.of();
    }
}
