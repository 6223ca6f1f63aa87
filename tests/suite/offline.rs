//! After the first visit, the server may go: every route opens, in both
//! languages, and a network trains.

use browser_tests::site::{Route, routes};
use browser_tests::{Browser, By, Lang, Name, Result, Setup, Site, ensure, run};

/// Waits until the service worker has everything and is in charge.
pub async fn installed(browser: &Browser) -> Result<()> {
    browser
        .until(
            "navigator.serviceWorker.ready.then((registration) => registration.active.state === 'activated')",
        )
        .await
}

async fn opens(browser: &Browser, site: &Site, route: &Route) -> Result<()> {
    browser.open(&site.url(&route.path)).await?;
    browser.app_runs().await?;
    if route.path.starts_with("embed/") {
        browser.find("figure", Name::Any).await?;
        return Ok(());
    }
    let heading = browser.select("h1").await?;
    ensure!(
        !heading.text().await?.is_empty(),
        "{} has no heading",
        route.path
    );
    Ok(())
}

fn every_route_opens_without_a_server(mount: &str) {
    run(Setup::default(), async |browser| {
        let mut site = Site::dist_below(mount)?;
        browser.open_app(&site.url("en/learn/neuron/")).await?;
        installed(browser).await?;
        site.server.stop();
        for route in routes()? {
            opens(browser, &site, &route).await?;
            browser.driver.refresh().await?;
            browser.app_runs().await?;
        }
        // Figures compute, links lead on, also into the other language.
        browser.open_app(&site.url("zh/learn/neuron/?b=-2")).await?;
        let bias = browser.find("slider", &Lang::Zh.say("neuron.b")).await?;
        ensure!(
            bias.value().await?.as_deref() == Some("-2"),
            "the address is not read offline"
        );
        browser
            .click("link", &Lang::Zh.say("shell.other_language"))
            .await?;
        browser.find("slider", &Lang::En.say("neuron.b")).await?;
        let article = browser.find("article", Name::Any).await?;
        ensure!(
            article.text().await?.chars().count() > 1200,
            "the lesson's text is missing"
        );
        // What was never there is said not to be there, by the status too.
        browser.expect_error("404");
        browser.open(&site.url("en/nothing/")).await?;
        browser
            .find("heading", &Lang::En.say("shell.not_found_title"))
            .await?;
        Ok(())
    });
}

#[test]
fn every_route_opens_without_a_server_at_the_root() {
    every_route_opens_without_a_server("/");
}

#[test]
fn every_route_opens_without_a_server_below_a_sub_path() {
    every_route_opens_without_a_server("/some/where/");
}

#[test]
fn it_can_be_installed() {
    run(Setup::default(), async |browser| {
        let site = Site::dist_below("/sub/")?;
        browser.open_app(&site.url("en/")).await?;
        let problems: Vec<String> = browser
            .value(
                r#"(async () => {
                  const link = document.querySelector("link[rel=manifest]").href;
                  const manifest = await (await fetch(link)).json();
                  const problems = ["name", "short_name", "start_url", "display", "theme_color", "background_color"]
                    .filter((key) => !manifest[key]).map((key) => "no " + key);
                  const sized = async (icon) => {
                    const response = await fetch(new URL(icon.src, link));
                    if (!response.ok) return problems.push(icon.src + " is missing");
                    if (icon.type === "image/svg+xml" || icon.sizes === "any") return;
                    const image = await createImageBitmap(await response.blob());
                    if (`${image.width}x${image.height}` !== icon.sizes) problems.push(icon.src + " is " + image.width);
                  };
                  await Promise.all(manifest.icons.map(sized));
                  const has = (size, purpose) => manifest.icons.some((icon) =>
                    icon.sizes.split(" ").includes(size) && (icon.purpose ?? "any").split(" ").includes(purpose));
                  if (!has("192x192", "any")) problems.push("no 192 icon");
                  if (!has("512x512", "any")) problems.push("no 512 icon");
                  if (!has("512x512", "maskable")) problems.push("no maskable icon");
                  if (!(await fetch(new URL(manifest.start_url, link))).ok) problems.push("the start is missing");
                  return problems;
                })()"#,
            )
            .await?;
        ensure!(problems.is_empty(), "{problems:?}");
        Ok(())
    });
}

#[test]
fn frames_have_no_service_worker_of_their_own() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        let folder = browser_tests::fixture::Folder::new()?;
        folder.write(
            "index.html",
            format!(
                "<!doctype html><html lang=\"en\"><title>Host</title><link rel=\"icon\" href=\"data:,\">\
                 <iframe title=\"f\" width=\"800\" height=\"700\" src=\"{}embed/neuron/?lang=en\"></iframe>",
                site.url("")
            ),
        )?;
        let host = Site::serve(folder.path())?;
        browser.open(&host.url("")).await?;
        browser
            .enter(browser.driver.find(By::Css("iframe")).await?)
            .await?;
        browser.app_runs().await?;
        let workers: usize = browser
            .value("navigator.serviceWorker.getRegistrations().then((list) => list.length)")
            .await?;
        ensure!(workers == 0, "a frame registered a service worker");
        Ok(())
    });
}
