import java.util.HashMap;
import java.util.Map;

/** The string fields of one line of JSON Lines. What is nested is passed over. */
final class JsonLine {
    private final String line;
    private int at;

    private JsonLine(String line) {
        this.line = line;
    }

    static Map<String, String> read(String line) {
        return new JsonLine(line).object();
    }

    private Map<String, String> object() {
        Map<String, String> fields = new HashMap<>();
        expect('{');
        while (peek() == '"') {
            String name = string();
            expect(':');
            if (peek() == '"')
                fields.put(name, string());
            else
                passOver();
            if (peek() == ',')
                at++;
        }
        expect('}');
        return fields;
    }

    private char peek() {
        while (at < line.length() && Character.isWhitespace(line.charAt(at)))
            at++;
        if (at == line.length())
            throw new IllegalArgumentException("JSON ends too early: " + line);
        return line.charAt(at);
    }

    private void expect(char c) {
        if (peek() != c)
            throw new IllegalArgumentException("JSON: no " + c + " at " + at + ": " + line);
        at++;
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        expect('"');
        for (char c; (c = line.charAt(at++)) != '"';)
            out.append(c == '\\' ? escape() : c);
        return out.toString();
    }

    private char escape() {
        char c = line.charAt(at++);
        switch (c) {
        case 'n': return '\n';
        case 't': return '\t';
        case 'r': return '\r';
        case 'b': return '\b';
        case 'f': return '\f';
        case 'u':
            at += 4;
            return (char) Integer.parseInt(line.substring(at - 4, at), 16);
        default: return c;
        }
    }

    /** A number, a word, an array or an object. */
    private void passOver() {
        int depth = 0;
        for (char c = peek(); depth > 0 || (c != ',' && c != '}'); c = peek()) {
            if (c == '"') {
                string();
                continue;
            }
            if (c == '[' || c == '{')
                depth++;
            if (c == ']' || c == '}')
                depth--;
            at++;
        }
    }
}
