/** The bill of materials of what ships, as CycloneDX has it. */

/** @import { Part } from './parts.js' */

/**
 * The same parts always give the same bytes: there is neither a time nor a serial number.
 *
 * @param {string} title
 * @param {Part} whole
 * @param {Part[]} parts
 */
export async function sbomOf(title, whole, parts) {
  // Set-up runs before there are packages.
  const { Enums, Models, Serialize, Spec } = await import('@cyclonedx/cyclonedx-library');

  /** @param {Part} part */
  const component = ({ registry, name, version, license }, type = Enums.ComponentType.Library) => {
    const purl = `pkg:${registry}/${name.replace('@', '%40')}@${version}`;
    return new Models.Component(type, name, {
      version,
      purl,
      bomRef: purl,
      licenses: new Models.LicenseRepository([new Models.LicenseExpression(license)]),
    });
  };

  const root = component(whole, Enums.ComponentType.Application);
  root.description = title;
  const components = parts.map((part) => component(part));
  for (const { bomRef } of components) root.dependencies.add(bomRef);
  const bom = new Models.Bom({
    metadata: new Models.Metadata({ component: root }),
    components: new Models.ComponentRepository(components),
  });
  const normalizer = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  const options = { space: 2, sortLists: true };
  return `${new Serialize.JsonSerializer(normalizer).serialize(bom, options)}\n`;
}
