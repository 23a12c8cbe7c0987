package io.mtlsagent.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads {@code mtls.audit.previous_hash} out of a line, and holds the line to be one object. */
final class PreviousHash {

  private final JsonFactory factory =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * Reads a line to its end.
   *
   * @return null where the line has no such member
   * @throws IOException where the line is not exactly one JSON object
   */
  @Nullable String of(byte[] line, int size) throws IOException {
    String found = null;
    try (JsonParser parser = factory.createParser(line, 0, size)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseException(parser, "the line is no JSON object");
      }
      int depth = 1;
      while (depth > 0) {
        JsonToken token = parser.nextToken();
        if (token == null) {
          throw new JsonParseException(parser, "the object has no end");
        }
        if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
        } else if (token == JsonToken.VALUE_STRING) {
          String text = parser.getText();
          if (isPreviousHash(parser)) {
            found = text;
          }
        }
      }
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "something follows the object");
      }
    }
    return found;
  }

  private static boolean isPreviousHash(JsonParser parser) throws IOException {
    return "previous_hash".equals(parser.currentName())
        && "/mtls/audit/previous_hash"
            .equals(parser.getParsingContext().pathAsPointer().toString());
  }
}
