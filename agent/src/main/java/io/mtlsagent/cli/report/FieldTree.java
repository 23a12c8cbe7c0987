package io.mtlsagent.cli.report;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields by the nesting of their members, so that a parser need not join names. */
final class FieldTree {

  private final Map<String, FieldTree> members = new HashMap<>();
  private @Nullable AuditField field;

  private FieldTree() {}

  static FieldTree ofAllFields() {
    FieldTree root = new FieldTree();
    for (AuditField field : AuditField.values()) {
      FieldTree node = root;
      String rest = field.path();
      int dot = rest.indexOf('.');
      while (dot >= 0) {
        node = node.branch(rest.substring(0, dot));
        rest = rest.substring(dot + 1);
        dot = rest.indexOf('.');
      }
      node.branch(rest).field = field;
    }
    return root;
  }

  private FieldTree branch(String name) {
    FieldTree branch = members.get(name);
    if (branch == null) {
      branch = new FieldTree();
      members.put(name, branch);
    }
    return branch;
  }

  /** What is known below a member; null for one of no interest. */
  @Nullable FieldTree member(String name) {
    return members.get(name);
  }

  /** The field that ends here; null where only members have fields. */
  @Nullable AuditField field() {
    return field;
  }
}
