package com.beachdo.launcher;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules between modules, kept by a test and not by memory. */
class ModuleRulesTest {
    private static final List<String> DOMAINS = List.of("identity", "catalog", "chat", "moderation", "forum");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("com.beachdo");

    /** Code of a module, without the contracts generated beside it in com.beachdo.x.v1. */
    private static DescribedPredicate<JavaClass> codeOf(String module) {
        return resideInAPackage("com.beachdo." + module + "..")
                .and(DescribedPredicate.not(resideInAPackage("com.beachdo." + module + ".v1..")))
                .as("code of " + module);
    }

    @Test
    void aDomainKnowsNoOtherDomainAndNotTheEdge() {
        for (String domain : DOMAINS) {
            for (String other : DOMAINS) {
                if (!other.equals(domain)) {
                    noClasses()
                            .that(codeOf(domain))
                            .should()
                            .dependOnClassesThat(codeOf(other))
                            .check(CLASSES);
                }
            }
            noClasses()
                    .that(codeOf(domain))
                    .should()
                    .dependOnClassesThat(codeOf("edge"))
                    .check(CLASSES);
            noClasses()
                    .that(codeOf(domain))
                    .should()
                    .dependOnClassesThat(codeOf("launcher"))
                    .check(CLASSES);
            noClasses()
                    .that(codeOf(domain))
                    .should()
                    .dependOnClassesThat(codeOf("embedded"))
                    .check(CLASSES);
        }
    }

    @Test
    void theEdgeOpensNoDatabase() {
        noClasses()
                .that(codeOf("edge"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "io.vertx.pgclient..", "io.vertx.sqlclient..", "java.sql..", "com.beachdo.platform.db.."))
                .check(CLASSES);
    }

    @Test
    void onlyTheVerticleAndTheConfigOfADomainAreUsedFromOutside() {
        for (String domain : DOMAINS) {
            DescribedPredicate<JavaClass> inside = codeOf(domain);
            DescribedPredicate<JavaClass> hidden = inside.and(DescribedPredicate.describe(
                    "hidden",
                    type -> !type.getSimpleName().endsWith("Verticle")
                            && !type.getSimpleName().endsWith("Config")));
            noClasses()
                    .that(DescribedPredicate.not(inside))
                    .should()
                    .dependOnClassesThat(hidden)
                    .check(CLASSES);
        }
    }

    @Test
    void onlyTheRpcPackageKnowsHowACallTravels() {
        noClasses()
                .that(DescribedPredicate.not(
                        resideInAnyPackage("com.beachdo.platform.rpc..", "com.beachdo.launcher..")))
                .and(resideInAPackage("com.beachdo.."))
                .and(DescribedPredicate.not(resideInAPackage("com.beachdo.*.v1..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.vertx.grpc.client..", "io.vertx.grpc.server.."))
                .check(CLASSES);
    }

    @Test
    void thePlatformKnowsNoModuleAboveIt() {
        for (String module : List.of("edge", "launcher", "identity", "catalog", "chat", "moderation", "forum")) {
            noClasses()
                    .that(codeOf("platform"))
                    .should()
                    .dependOnClassesThat(codeOf(module))
                    .check(CLASSES);
        }
    }

    @Test
    void recordsOfADomainKnowNoTransport() {
        classes()
                .that()
                .areRecords()
                .and(resideInAPackage("com.beachdo.."))
                .and(DescribedPredicate.not(resideInAnyPackage("com.beachdo.launcher..", "com.beachdo.edge..")))
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.not(resideInAnyPackage("io.vertx.core.http..")))
                .check(CLASSES);
    }
}
