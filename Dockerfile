# One image for each service; bin/images makes the folder that this is built from.
#   layers/    what the jar holds, what changes seldom first
#   training/  settings for a start that only looks which classes are needed, with a throw-away key
ARG BASE=eclipse-temurin:25-jre

FROM ${BASE} AS application
WORKDIR /app
COPY layers/dependencies/ ./
COPY layers/snapshot-dependencies/ ./
COPY layers/application/ ./
COPY java.options health ./

# Starts without a network, is asked a few things, and writes down what the JVM learned (JEP 514).
FROM application AS trained
COPY training/ /training/
RUN /training/run

FROM application
ARG SERVICE
ARG VERSION=dev
LABEL org.opencontainers.image.title=${SERVICE} org.opencontainers.image.version=${VERSION}
# The very files of the stage before, or the cache would not fit: it knows them by size and time.
COPY --from=trained /app/app.aot ./
# One line of JSON each, for whatever collects the logs.
ENV HOME=/tmp INVITE_LOG_FORMAT=ecs
# Nobody in particular. Nothing is written but under /tmp, so the root file system can be read-only.
USER 10001:10001
HEALTHCHECK --interval=5s --timeout=4s --start-period=60s --retries=3 CMD ["/app/health"]
# The JVM is process 1 and gets SIGTERM itself.
ENTRYPOINT ["java", "-XX:AOTCache=/app/app.aot", "@/app/java.options", "-jar", "/app/app.jar"]
