package dev.missioncontrol.invite.api.openapi.web;

import java.io.IOException;

import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the OpenAPI document, to everybody.
 */
@RestController
class OpenApiController {

	private final byte[] document;

	OpenApiController() throws IOException {
		this.document = new ClassPathResource("invite-api/openapi.yaml").getContentAsByteArray();
	}

	/** In one piece: a stream of it would wait for a client that does not read. */
	@GetMapping(path = "/openapi.yaml", produces = "application/yaml")
	byte[] document() {
		return this.document;
	}

}
