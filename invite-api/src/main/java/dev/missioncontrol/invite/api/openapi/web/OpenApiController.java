package dev.missioncontrol.invite.api.openapi.web;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the OpenAPI document, to everybody.
 */
@RestController
class OpenApiController {

	@GetMapping(path = "/openapi.yaml", produces = "application/yaml")
	Resource document() {
		return new ClassPathResource("invite-api/openapi.yaml");
	}

}
