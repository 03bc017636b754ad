package io.github.apim.descriptor;

import io.github.apim.deployment.Location;
import io.github.apim.descriptor.YamlTree.Kind;
import io.github.apim.descriptor.YamlTree.Scalar;
import io.github.apim.edit.Echo;
import io.github.apim.edit.NearestName;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks single values against their shape. A value with a placeholder is what its text says once it is replaced,
 * whether it is quoted or not; every other value is what YAML says it is.
 */
final class AtomCheck {

    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern FLAG = Pattern.compile("true|True|TRUE|false|False|FALSE");

    private static final int LONGEST_NUMBER = 100;

    private final Interpolator interpolator;
    private final Problems problems;

    AtomCheck(Interpolator interpolator, Problems problems) {
        this.interpolator = interpolator;
        this.problems = problems;
    }

    /** The value that the shape stands for; a broken one after a problem has been reported. */
    Value check(Shape.Atom shape, Scalar scalar, String path) {
        if (scalar.kind() == Kind.NULL) {
            return broken(scalar, path, "has no value; expected " + shape.expected());
        }
        if (scalar.text().length() > Formats.MOST_CHARACTERS) {
            return broken(scalar, path, "more than " + Formats.MOST_CHARACTERS + " characters");
        }
        Optional<Interpolator.Result> interpolated = interpolator.interpolate(scalar, path);
        if (interpolated.isEmpty()) {
            return new Value.Broken(path, scalar.location());
        }
        Given given = new Given(scalar, path, interpolated.get());
        if (shape instanceof Shape.Text text) {
            return given.isText() ? formatted(text.format(), given) : unquoted(text.format(), given);
        } else if (shape instanceof Shape.AnyAtom any) {
            return formatted(any.format(), given);
        } else if (shape instanceof Shape.Whole whole) {
            return whole(whole, given);
        } else if (shape instanceof Shape.Size size) {
            boolean number = given.is(Kind.INTEGER, DECIMAL);
            return number ? whole(new Shape.Whole(1, Long.MAX_VALUE), given) : size(size, given);
        } else if (shape instanceof Shape.Choice choice) {
            return choice(choice, given);
        }
        return given.is(Kind.BOOLEAN, FLAG)
                ? new Value.Flag(
                        path,
                        scalar.location(),
                        given.text().toLowerCase(Locale.ROOT).equals("true"))
                : broken(scalar, path, "expected " + shape.expected() + ", found " + given.shown());
    }

    /** The name of an entry that the user chooses; placeholders are not replaced in it. */
    Value checkKey(Shape.Atom shape, String name, Location place, String path) {
        Scalar scalar = new Scalar(place, Kind.TEXT, name);
        Given given = new Given(scalar, path, new Interpolator.Result(name, name, false, false));
        return shape instanceof Shape.Choice choice
                ? choice(choice, given)
                : formatted(((Shape.Text) shape).format(), given);
    }

    private Value formatted(Format format, Given given) {
        Optional<String> complaint = format.complaint(format.path() ? given.withSlashes() : given.text());
        if (complaint.isPresent()) {
            String what = format.secret() ? "this" : given.shown();
            return broken(given.scalar(), given.path(), what + " is not " + format.title() + ": " + complaint.get());
        }
        return text(given);
    }

    private Value unquoted(Format format, Given given) {
        String found = given.scalar().kind().title() + (format.secret() ? "" : " (" + given.shown() + ")");
        String advice = format.complaint(given.text()).orElse("put it in quotes to make it a text");
        return broken(given.scalar(), given.path(), "expected " + format.title() + ", found " + found + "; " + advice);
    }

    private Value whole(Shape.Whole shape, Given given) {
        String expected = "expected " + shape.expected() + ", found " + given.shown();
        if (!given.is(Kind.INTEGER, DECIMAL)) {
            boolean quoted = DECIMAL.matcher(given.text()).matches();
            return broken(given.scalar(), given.path(), expected + (quoted ? "; remove the quotes" : ""));
        }
        // Digits without end would take their time to become a number.
        if (given.text().length() > LONGEST_NUMBER) {
            return broken(given.scalar(), given.path(), expected);
        }
        BigInteger number = parse(given.text());
        boolean tooLow = number.compareTo(BigInteger.valueOf(shape.least())) < 0;
        boolean tooHigh = number.compareTo(BigInteger.valueOf(shape.most())) > 0;
        return tooLow || tooHigh
                ? broken(given.scalar(), given.path(), expected)
                : new Value.Whole(given.path(), given.scalar().location(), number.longValueExact());
    }

    /** A whole number of YAML 1.2's core schema. */
    private static BigInteger parse(String text) {
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16);
        }
        return text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
    }

    private Value size(Shape.Size shape, Given given) {
        return given.isText()
                ? formatted(shape.format(), given)
                : broken(given.scalar(), given.path(), "expected " + shape.expected() + ", found " + given.shown());
    }

    private Value choice(Shape.Choice choice, Given given) {
        if (given.isText()
                && (choice.words().contains(given.text()) || choice.aliases().contains(given.text()))) {
            return text(given);
        }
        var known = Stream.concat(choice.words().stream(), choice.aliases().stream())
                .toList();
        String hint = given.result().replaced() ? "" : NearestName.hint(given.text(), known);
        return broken(
                given.scalar(), given.path(), "expected " + choice.expected() + "; found " + given.shown() + hint);
    }

    private static Value text(Given given) {
        return new Value.Text(
                given.path(),
                given.scalar().location(),
                given.text(),
                given.result().shown(),
                given.result().given());
    }

    private Value broken(Scalar scalar, String path, String message) {
        problems.error(scalar.location(), path, message);
        return new Value.Broken(path, scalar.location());
    }

    /** A value as the file says it, and what has become of it. */
    private record Given(Scalar scalar, String path, Interpolator.Result result) {

        String text() {
            return result.text();
        }

        /** The text with the backslashes of placeholders' values as slashes; one of the file's own stays. */
        String withSlashes() {
            return scalar.text().indexOf('\\') < 0 ? text().replace('\\', '/') : text();
        }

        boolean isText() {
            return result.replaced() || scalar.kind() == Kind.TEXT;
        }

        boolean is(Kind kind, Pattern form) {
            return result.replaced() ? form.matcher(result.text()).matches() : scalar.kind() == kind;
        }

        /** What the file says: a placeholder's value could be a secret. */
        String shown() {
            return Echo.of(scalar.text()) + (result.replaced() ? " (with its value)" : "");
        }
    }
}
