package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What templates read. */
class JinjaNamesTest {

    private static JinjaNames names(String template) {
        JinjaNames names = new JinjaNames();
        names.scan(template);
        return names;
    }

    @Test
    void namesAreReadWhereTheyArePrintedAndAsked() {
        assertThat(names(
                                "<a>{{a.b}}</a> {%if c.d is defined and (e.f == \"g.h\")%}x{% elif not i.j %}{%else%}{% endif %}")
                        .read())
                .containsExactlyInAnyOrder("a.b", "c.d", "e.f", "i.j");
        assertThat(names("{{- a['b.c'].d | default('x.y') | join(\",\") -}}").read())
                .containsExactly("a.b.c.d");
        assertThat(names("{% if a.b is sameas true %}{{ a.c[0] }}{% endif %}").read())
                .containsExactlyInAnyOrder("a.b", "a.c");
        assertThat(names("{% if loop.index < a.b.toList()|length %}{% endif %}").read())
                .containsExactly("a.b");
    }

    @Test
    void whatIsNoExpressionIsNotRead() {
        assertThat(names("a.b { c.d } {# {{e.f}} #} ${g.h} {{").read()).isEmpty();
    }

    @Test
    void theVariableOfALoopStandsForWhatTheLoopGoesThrough() {
        JinjaNames names = names("""
                {% for g in apim.groups %}{{ g.type }}{%- for u in g.urls.toList() -%}{{u}}{{u.v}}{% endfor %}{% endfor %}
                {{ g.other }}
                """);

        assertThat(names.read())
                .containsExactlyInAnyOrder(
                        "apim.groups", "apim.groups.type", "apim.groups.urls", "apim.groups.urls.v", "g.other");
        assertThat(names.open()).isEmpty();
    }

    @Test
    void aTableThatIsGoneThroughByEntriesTakesAnyName() {
        JinjaNames names = names("""
                {% for key,value in a.b.items() %}{{key}}{{value.c}}{% endfor %}
                {% for h in list %}{% for k, v in h.properties.items() %}{{v}}{% endfor %}{% endfor %}
                """);

        assertThat(names.open()).containsExactlyInAnyOrder("a.b", "list.properties");
        assertThat(names.read()).containsExactlyInAnyOrder("a.b", "list", "list.properties");
    }

    @Test
    void aTableInWhichANameIsLookedUpTakesAnyName() {
        JinjaNames names =
                names("{% for f in jms.names %}{{ jms[f].name }}{{ jms[f].parameters.items() }}{% endfor %}");

        assertThat(names.open()).containsExactly("jms");
        assertThat(names.read()).containsExactly("jms.names");
    }

    @Test
    void anAliasStandsForWhatItWasSetTo() {
        JinjaNames names =
                names("{% set x = a.b %}{{ x.c }}{% set n = a.d|length %}{{ n.e }}{% set parts = a.f.split(':') %}"
                        + "{{ parts[0] }}");

        assertThat(names.read()).containsExactlyInAnyOrder("a.b", "a.b.c", "a.d", "a.f");
    }

    @Test
    void theParametersOfAMacroAreNoNames() {
        JinjaNames names = names("{% macro m(p) %}{{ p.q }}{% endmacro %}{{ m(a.b) }}{{ p.r }}");

        assertThat(names.read()).containsExactlyInAnyOrder("a.b", "p.r");
        assertThat(names.open()).containsExactly("a.b");
    }
}
