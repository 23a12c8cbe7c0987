package io.mtlsagent.testing;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The published schema of the audit log, docs/audit-schema.json. */
public final class AuditSchema {

  private static final String FILE = "docs/audit-schema.json";

  private final Schema schema;

  private AuditSchema(Schema schema) {
    this.schema = schema;
  }

  /** Reads the schema of this project. */
  public static AuditSchema published() throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve(FILE))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IOException("no " + FILE + " above the working directory");
    }
    return new AuditSchema(
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(folder.resolve(FILE)), InputFormat.JSON));
  }

  /** What is wrong with a line, a sentence each; nothing where it fits the schema. */
  public List<String> problemsOf(String line) {
    return schema.validate(line, InputFormat.JSON).stream().map(Error::toString).toList();
  }
}
