package io.mtlsagent;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;

/** The borders between the packages, and what code inside the application's JVM may not do. */
class ArchitectureTest {

  private static final JavaClasses AGENT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.mtlsagent");

  @Test
  void packagesKnowOnlyThoseBelowThem() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("cli")
        .definedBy("io.mtlsagent.cli..")
        .layer("runtime")
        .definedBy("io.mtlsagent.runtime..")
        .layer("weaving")
        .definedBy("io.mtlsagent.weaving..")
        .layer("handshake")
        .definedBy("io.mtlsagent.handshake..")
        .layer("trust")
        .definedBy("io.mtlsagent.trust..")
        .layer("identity")
        .definedBy("io.mtlsagent.identity..")
        .layer("authorization")
        .definedBy("io.mtlsagent.authorization..")
        .layer("revocation")
        .definedBy("io.mtlsagent.revocation..")
        .layer("audit")
        .definedBy("io.mtlsagent.audit..")
        .layer("config")
        .definedBy("io.mtlsagent.config..")
        .layer("policy")
        .definedBy("io.mtlsagent.policy..")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("runtime")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("weaving")
        .mayOnlyBeAccessedByLayers("runtime")
        .whereLayer("handshake")
        .mayOnlyBeAccessedByLayers("weaving", "runtime")
        .whereLayer("trust")
        .mayOnlyBeAccessedByLayers("handshake", "runtime", "cli")
        .whereLayer("identity")
        .mayOnlyBeAccessedByLayers("handshake", "runtime", "cli")
        .whereLayer("authorization")
        .mayOnlyBeAccessedByLayers("handshake", "runtime", "cli")
        .whereLayer("revocation")
        .mayOnlyBeAccessedByLayers("trust", "handshake", "runtime", "cli")
        .whereLayer("audit")
        .mayOnlyBeAccessedByLayers("handshake", "runtime", "cli")
        .whereLayer("policy")
        .mayNotAccessAnyLayer()
        .whereLayer("config")
        .mayOnlyAccessLayers("policy")
        .whereLayer("audit")
        .mayOnlyAccessLayers("policy")
        .check(AGENT);
  }

  @Test
  void theLauncherKnowsTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage("io.mtlsagent.launcher")
        .should()
        .onlyDependOnClassesThat(
            resideInAPackage("java..")
                .or(resideInAPackage("io.mtlsagent.launcher"))
                .or(resideInAPackage("org.jspecify..")))
        .check(AGENT);
  }

  @Test
  void standardOutputAndStackTracesAreLeftAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.mtlsagent.cli..", "io.mtlsagent.launcher")
        .and()
        .doNotHaveSimpleName("StreamDestination") // audit.file=stdout asks for it
        .should()
        .accessField(System.class, "out")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(AGENT);
  }

  @Test
  void nothingTouchesWhatDeadlocksOrFreezesAtStart() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.mtlsagent.cli..")
        .and()
        .doNotHaveSimpleName("Management") // waits until the application's JMX is up
        .should()
        .dependOnClassesThat(
            resideInAPackage("java.util.logging..")
                .or(resideInAPackage("java.lang.management.."))
                .or(resideInAPackage("javax.management..")))
        .check(AGENT);
  }

  /** Not LDAP above all: names in certificates are anybody's text. */
  @Test
  void noDirectoryIsAsked() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.mtlsagent.cli..") // escapes a value for a subject
        .should()
        .dependOnClassesThat(resideInAPackage("javax.naming..").or(resideInAPackage("java.sql..")))
        .check(AGENT);
  }

  @Test
  void onlyLibrariesUseTheStandInsForLogging() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.mtlsagent.silence")
        .should()
        .dependOnClassesThat(resideInAPackage("io.mtlsagent.silence"))
        .check(AGENT);
  }

  @Test
  void thereIsNoStaticMutableState() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat(not(resideInAPackage("javax.net.ssl")))
        .should()
        .haveModifier(FINAL)
        .check(AGENT);
  }

  @Test
  void everyHookEitherEnforcesOrAudits() {
    classes()
        .that(assignableTo("io.mtlsagent.weaving.Hook"))
        .and()
        .areNotInterfaces()
        .should(
            new ArchCondition<JavaClass>("implement exactly one of the two kinds of hook") {
              @Override
              public void check(JavaClass hook, ConditionEvents events) {
                boolean enforces = hook.isAssignableTo("io.mtlsagent.weaving.EnforcingHook");
                boolean audits = hook.isAssignableTo("io.mtlsagent.weaving.AuditingHook");
                if (enforces == audits) {
                  events.add(SimpleConditionEvent.violated(hook, hook.getName()));
                }
              }
            })
        .check(AGENT);
  }
}
