package io.mtlsagent.it.audit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit log. Fields are named by their path: {@code event.code}.
 *
 * @param json the line as it stands
 * @param fields nested maps, as the JSON has them
 */
public record AuditLine(String json, Map<String, Object> fields) {

  /** The field's value (text, number, boolean, list or map); null where the line has none. */
  public @Nullable Object value(String path) {
    Object value = fields;
    for (String name : path.split("\\.")) {
      value = value instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return value;
  }

  /** The field as text; empty where the line has none. */
  public String text(String path) {
    Object value = value(path);
    return value == null ? "" : value.toString();
  }

  /** Whether this is the verdict on a peer. */
  public boolean isVerdict() {
    String action = text("event.action");
    return action.equals("peer-accepted") || action.equals("peer-rejected");
  }

  @Override
  public String toString() {
    return json;
  }
}
