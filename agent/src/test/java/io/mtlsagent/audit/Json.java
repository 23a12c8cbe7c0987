package io.mtlsagent.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.mtlsagent.testing.AuditSchema;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An independent reader of lines: strict UTF-8, strict JSON, one object a line. */
final class Json {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final AuditSchema SCHEMA = schema();

  private Json() {}

  private static AuditSchema schema() {
    try {
      return AuditSchema.published();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The object of one line that ends with its only newline. */
  static Map<String, Object> line(byte[] line) {
    String text = utf8(line);
    if (text.indexOf('\n') != text.length() - 1) {
      throw new IllegalArgumentException("not one line: " + text);
    }
    return object(text);
  }

  /** The object of one line that also fits the published schema. */
  static Map<String, Object> auditLine(byte[] line) {
    Map<String, Object> object = line(line);
    List<String> problems = SCHEMA.problemsOf(utf8(line));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("docs/audit-schema.json: " + problems + ": " + object);
    }
    return object;
  }

  static Map<String, Object> object(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("no object: " + text);
      }
      Map<String, Object> object = object(parser);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("more than an object: " + text);
      }
      return object;
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  /** All lines of a file; each must be ended. */
  static List<Map<String, Object>> lines(File file) {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (String line : texts(file)) {
      lines.add(object(line));
    }
    return lines;
  }

  static List<String> texts(File file) {
    try {
      return Files.readAllLines(file.toPath(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A member by its path, such as {@code tls.client.subject}; null where there is none. */
  static Object at(Map<String, Object> object, String path) {
    Object value = object;
    for (String name : path.split("\\.")) {
      value = value instanceof Map ? ((Map<?, ?>) value).get(name) : null;
    }
    return value;
  }

  /** A member of every line. */
  static List<Object> each(List<Map<String, Object>> lines, String path) {
    List<Object> values = new ArrayList<>();
    lines.forEach(line -> values.add(at(line, path)));
    return values;
  }

  static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, value(parser));
    }
    return object;
  }

  private static Object value(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT:
        return object(parser);
      case START_ARRAY:
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(parser));
        }
        return elements;
      case VALUE_NUMBER_INT:
        return parser.getLongValue();
      case VALUE_TRUE:
      case VALUE_FALSE:
        return parser.getBooleanValue();
      case VALUE_STRING:
        return parser.getText();
      default:
        throw new IllegalArgumentException(parser.currentToken().toString());
    }
  }
}
